/**
 * The search field: a combobox with a list of results by the WAI-ARIA pattern.
 * Without this script the form leads to the search page, which is an index from
 * A to Z.
 *
 * Enhances <form data-search> with an input. Words come from attributes of the
 * form, which the template fills from these messages of locales/<lang>/search.ftl:
 *
 *   data-results-label   search-results-label    name of the list
 *   data-count-<plural>  search-count-<plural>   {n} results; one, other and
 *                                                what else the language needs
 *   data-no-results      search-no-results       nothing found for {query}
 *   data-searching       search-searching        while the first files load
 *   data-failed          search-failed           a file could not be loaded
 *   data-all-results     search-all-results      last entry of the list
 *   data-near            search-near             before words like those not found
 */
(() => {
'use strict';

const IN_LIST = 6;
const PAUSE = 120;

const root = document.documentElement;
const form = document.querySelector('form[data-search]');
if (!form || !window.KopruSearch) return;
const field = form.querySelector('input[type="search"]');
const words = form.dataset;

// ---- Small tools ------------------------------------------------------------

function element(name, attributes = {}, ...content) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...content);
  return node;
}

/** A word of the interface with its placeholders filled. */
function say(text, values = {}) {
  return (text || '').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function sayCount(n) {
  const plural = new Intl.PluralRules(root.lang).select(n);
  const key = `count${plural[0].toUpperCase()}${plural.slice(1)}`;
  return say(words[key] || words.countOther, {n});
}

/** Where a result leads to from this page. */
function address(url) {
  const [page, anchor] = url.split('#');
  const spelt = root.dataset.linkStyle === 'file' || location.protocol === 'file:';
  const file = spelt && (page === '' || page.endsWith('/')) ? `${page}index.html` : page;
  return (root.dataset.root || './') + file + (anchor ? `#${encodeURIComponent(anchor)}` : '');
}

/** The excerpt with its marks, as nodes. */
function marked({excerpt, marks}) {
  const nodes = [];
  let at = 0;
  for (const [start, end] of marks) {
    nodes.push(excerpt.slice(at, start), element('mark', {}, excerpt.slice(start, end)));
    at = end;
  }
  return [...nodes, excerpt.slice(at)];
}

/** Title, place and excerpt of a result, as nodes. */
function described(hit) {
  const title = element('span', {class: 'search-title'}, hit.title);
  if (hit.section) title.append(element('span', {class: 'search-section'}, ` › ${hit.section}`));
  const nodes = [title];
  if (hit.breadcrumbs.length) {
    nodes.push(element('span', {class: 'search-place'}, hit.breadcrumbs.join(' › ')));
  }
  if (hit.excerpt) nodes.push(element('span', {class: 'search-excerpt'}, ...marked(hit)));
  return nodes;
}

/** Results of a question, or null if a later one was asked meanwhile. */
let asked = 0;
async function ask(text, limit) {
  const number = ++asked;
  const hits = await KopruSearch.query(text, {lang: root.lang, limit});
  return number === asked ? hits : null;
}

// ---- The list under the field -----------------------------------------------

const list = element('ul', {id: 'search--list', role: 'listbox', class: 'search-list', 'aria-label': words.resultsLabel || ''});
list.hidden = true;
const status = element('p', {class: 'search-status', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true'});
form.append(list, status);
for (const [key, value] of Object.entries({
  role: 'combobox', 'aria-expanded': 'false', 'aria-controls': list.id,
  'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', autocapitalize: 'none',
})) field.setAttribute(key, value);

let timer = 0;
let active = -1;

function option(content, href, index) {
  const item = element('li', {id: `search--option-${index}`, role: 'option', 'aria-selected': 'false', 'data-href': href}, ...content);
  item.addEventListener('click', () => follow(item));
  item.addEventListener('mousemove', () => activate(index));
  return item;
}

function follow(item) {
  close();
  location.href = item.dataset.href;
}

function open(hits, text) {
  const all = new URL(form.action, location.href);
  all.searchParams.set('q', text);
  const options = hits.map((hit, index) => option(described(hit), address(hit.url), index));
  if (hits.length && words.allResults) options.push(option([say(words.allResults, {query: text})], all.href, hits.length));
  list.replaceChildren(...options);
  active = -1;
  field.removeAttribute('aria-activedescendant');
  const shown = options.length > 0;
  list.hidden = !shown;
  field.setAttribute('aria-expanded', String(shown));
  tell(shown ? sayCount(hits.length) : say(words.noResults, {query: text}), !shown);
}

/** Says that nothing was found, with words of the site that come close. */
async function openNear(text) {
  const number = asked;
  const near = await KopruSearch.near(text, {lang: root.lang});
  if (number !== asked) return;
  open([], text);
  if (near.length) tell(`${say(words.noResults, {query: text})} ${words.near} ${near.join(', ')}`, true);
}

function close() {
  asked++;
  clearTimeout(timer);
  list.hidden = true;
  active = -1;
  field.setAttribute('aria-expanded', 'false');
  field.removeAttribute('aria-activedescendant');
  tell('', false);
}

/** Announces a message, and shows it if there is no list to be seen. */
function tell(message, visible) {
  status.textContent = message;
  status.classList.toggle('search-message', visible);
}

function activate(index) {
  const options = list.children;
  options[active]?.setAttribute('aria-selected', 'false');
  active = index;
  const item = options[active];
  if (!item) return field.removeAttribute('aria-activedescendant');
  item.setAttribute('aria-selected', 'true');
  item.scrollIntoView({block: 'nearest'});
  field.setAttribute('aria-activedescendant', item.id);
}

async function update() {
  const text = field.value;
  if (!text.trim()) return close();
  const patience = setTimeout(() => tell(say(words.searching), list.hidden), 400);
  try {
    const hits = await ask(text, IN_LIST);
    if (hits && hits.length) open(hits, text);
    else if (hits) await openNear(text);
  } catch {
    close();
    tell(say(words.failed), true);
  } finally {
    clearTimeout(patience);
  }
}

field.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(update, PAUSE);
});

// The manifest is small and saves the first question a round trip.
field.addEventListener('focus', () => KopruSearch.query('', {lang: root.lang}).catch(() => {}), {once: true});

field.addEventListener('keydown', (event) => {
  const isOpen = !list.hidden;
  const last = list.children.length - 1;
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  if (event.key === 'ArrowDown' && !isOpen) update();
  else if (event.key === 'ArrowDown') activate(active < last ? active + 1 : 0);
  else if (event.key === 'ArrowUp' && isOpen) activate(active > 0 ? active - 1 : last);
  else if (event.key === 'Home' && active >= 0) activate(0);
  else if (event.key === 'End' && active >= 0) activate(last);
  else if (event.key === 'Enter' && active >= 0) follow(list.children[active]);
  else if (event.key === 'Escape' && isOpen) close();
  else return;
  event.preventDefault();
});

form.addEventListener('focusout', (event) => {
  if (!form.contains(event.relatedTarget)) close();
});
// A click on an option must not take the focus from the field.
list.addEventListener('mousedown', (event) => event.preventDefault());

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const chord = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'k';
  if (!slash && !chord) return;
  event.preventDefault();
  field.focus();
  field.select();
});

Object.assign(KopruSearch, {address, described, element, field, say, sayCount, words});
})();
