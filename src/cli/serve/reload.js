// Added to each page by `kopru serve`: loads the page anew when it has changed,
// and shows the problems of the site on it.
(() => {
  'use strict';
  const { page, token } = document.currentScript.dataset;
  const PLACE = 'kopru-place';
  const CHANNEL = 'kopru-serve';

  // Where the reader was before the page was loaded anew.
  const place = JSON.parse(sessionStorage.getItem(PLACE) || 'null');
  sessionStorage.removeItem(PLACE);
  if (place && place.address === location.href) {
    const restore = () => scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    addEventListener('DOMContentLoaded', restore);
    addEventListener('load', restore);
  }

  // A browser opens six connections to a server, for all its tabs together. So
  // one tab listens and tells the others.
  const channel = new BroadcastChannel(CHANNEL);
  let latest = null;
  channel.onmessage = ({ data }) => {
    if (data.state) receive(data.state);
    else if (latest) channel.postMessage({ state: latest });
  };
  const listen = () => new Promise(() => {
    const events = new EventSource(`/.kopru/events?${token}`);
    events.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      channel.postMessage({ state });
      receive(state);
    };
    // Refused: the server has been started anew.
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(renew, 500);
    };
  });
  if (navigator.locks) {
    navigator.locks.request(CHANNEL, listen);
    channel.postMessage({});
  } else {
    listen();
  }

  function receive(state) {
    latest = state;
    show(state);
    renew();
  }

  let asking = false;
  let again = false;
  // Loads the page anew if it is not the one that is served now.
  async function renew() {
    again = asking;
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
      if (!(answer.headers.get('etag') || '').includes(`"${page}-${token.slice(0, 8)}"`)) reload();
    } catch {
      // The server is away; it will send a message when it is back.
    }
    asking = false;
    if (again) renew();
  }

  function reload() {
    sessionStorage.setItem(PLACE, JSON.stringify({ address: location.href, x: scrollX, y: scrollY }));
    location.reload();
  }

  // ---- Problems --------------------------------------------------------------

  let panel = null;
  let closed = '';

  function show(state) {
    if (document.readyState === 'loading') {
      addEventListener('DOMContentLoaded', () => show(latest), { once: true });
      return;
    }
    if (panel) panel.remove();
    panel = null;
    if (state.errors + state.warnings === 0) return;
    panel = document.createElement('div');
    const root = panel.attachShadow({ mode: 'open' });
    const style = element('link', '', { rel: 'stylesheet', href: '/.kopru/reload.css' });
    const summary = element('summary', counted(state), {});
    const details = element('details', '', { class: state.errors ? 'error' : 'warning' });
    const fingerprint = JSON.stringify(state.problems);
    details.open = state.errors > 0 && closed !== fingerprint;
    details.addEventListener('toggle', () => { closed = details.open ? '' : fingerprint; });
    details.addEventListener('keydown', (event) => { if (event.key === 'Escape') details.open = false; });
    const list = element('ol', '', {});
    list.append(...state.problems.map(item));
    const rest = state.errors + state.warnings - state.problems.length;
    if (rest > 0) list.append(element('li', `… ${rest} more in the terminal`, {}));
    details.append(summary, list);
    root.append(style, element('section', '', { 'aria-label': 'Problems of the site' }));
    root.lastChild.append(details);
    document.body.append(panel);
  }

  function item(problem) {
    const entry = element('li', '', { class: problem.severity });
    const where = `${problem.file}:${problem.line}:${problem.column}`;
    const title = element('p', '', {});
    title.append(element('strong', problem.severity, {}), ` ${problem.message} `, element('code', problem.code, {}));
    entry.append(title, element('p', where, { class: 'place' }));
    if (problem.help) entry.append(element('p', problem.help, { class: 'help' }));
    return entry;
  }

  function counted({ errors, warnings }) {
    const count = (number, noun) => (number ? [`${number} ${noun}${number === 1 ? '' : 's'}`] : []);
    return [...count(errors, 'error'), ...count(warnings, 'warning')].join(', ');
  }

  function element(name, text, attributes) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }
})();
