/**
 * The search page: all results to the question in its address, `?q=`, kept to a
 * kind of page or a topic by `kind=` and `topic=`, so that it can be shared.
 *
 * Fills <div data-search-results>; its attributes are the words it needs:
 * data-kind, data-topic (names of the filters), data-any, data-others, and
 * data-kind-<kind> for each kind of page.
 */
(() => {
'use strict';

const ON_PAGE = 30;

const page = document.querySelector('[data-search-results]');
const asked = new URLSearchParams(location.search);
const question = asked.get('q');
if (!page || !question || !window.KopruSearch || !KopruSearch.field) return;

const {address, described, element, field, say, sayCount, words} = KopruSearch;
const {lang} = document.documentElement;
const message = element('p', {role: 'status', class: 'search-count'});
const filters = element('div', {class: 'search-filters'});
const results = element('div');
page.append(filters, message, results);
field.value = question;
show();

async function show() {
  message.textContent = say(words.searching);
  try {
    const all = await KopruSearch.query(question, {lang, limit: ON_PAGE});
    const filter = {kind: asked.get('kind') || '', topic: asked.get('topic') || ''};
    const kept = filter.kind || filter.topic;
    const hits = kept ? await KopruSearch.query(question, {lang, limit: ON_PAGE, ...filter}) : all;
    filters.replaceChildren(...choices(all, filter));
    message.textContent = hits.length ? sayCount(hits.length) : say(words.noResults, {query: question});
    results.replaceChildren(...(hits.length ? [listed(hits)] : await proposals()));
  } catch {
    message.textContent = say(words.failed);
  }
}

/** A choice for kind and topic, where the results have several. */
function choices(hits, filter) {
  const kindName = (kind) => page.dataset[`kind${kind[0].toUpperCase()}${kind.slice(1)}`] || kind;
  return [
    choice('kind', hits.map(({kind}) => kind), kindName, filter.kind),
    choice('topic', hits.flatMap(({topics}) => topics), (topic) => topic, filter.topic),
  ].filter(Boolean);
}

function choice(name, values, label, chosen) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  if (counts.size < 2 && !chosen) return null;
  const options = [...counts].map(([value, count]) => element('option', {value}, `${label(value)} (${count})`));
  const select = element('select', {name}, element('option', {value: ''}, page.dataset.any), ...options);
  select.value = chosen;
  select.addEventListener('change', () => keep(name, select.value));
  return element('label', {}, `${page.dataset[name]} `, select);
}

function keep(name, value) {
  if (value) asked.set(name, value);
  else asked.delete(name);
  history.replaceState(null, '', `?${asked}`);
  show().then(() => filters.querySelector(`[name="${name}"]`)?.focus());
}

function listed(hits) {
  return element('ol', {class: 'search-results', 'aria-label': words.resultsLabel || ''}, ...hits.map((hit) => {
    const item = element('li', {}, element('a', {href: address(hit.url)}, ...described(hit)));
    const links = hit.others.filter(({section}) => section)
      .map(({url, section}) => element('li', {}, element('a', {href: address(url)}, section)));
    if (links.length) item.append(element('ul', {class: 'search-others', 'aria-label': page.dataset.others}, ...links));
    return item;
  }));
}

/** Words of the site that come close, as further questions. */
async function proposals() {
  const near = await KopruSearch.near(question, {lang});
  if (!near.length) return [];
  const links = near.map((word) => element('li', {}, element('a', {href: `?q=${encodeURIComponent(word)}`}, word)));
  return [element('p', {}, words.near), element('ul', {}, ...links)];
}
})();
