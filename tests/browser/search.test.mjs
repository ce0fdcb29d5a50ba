// Searching as readers do: typing, by keyboard, on the page of results, on any browser.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {newPage, openPlaces} from './browser.mjs';
import {nothing} from './expect.mjs';

/** [language, question, what title, section or excerpt of the first result must hold] */
const QUESTIONS = [
  ['tr', 'gocmen', /Göçmen/],
  ['tr', 'GÖÇMEN', /Göçmen/],
  ['tr', 'IHTIYAC', /[İi]htiyaç/],
  ['tr', 'ihtiyaç analizleri', /^İhtiyaç analizi/],
  ['de', 'Beauftragte', /beauftragte/i],
  ['de', 'Bedarfsanalysen', /^Bedarfsanalyse/],
  ['de', 'STUDIENBESUCH', /Studienbesuch/],
  ['en', 'municipalities', /municipalit/i],
  ['en', 'NEEDS', /^Needs analysis/],
];

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

/** The answers of the engine on the page that is open. */
function query(page, text, lang, limit = 10) {
  return page.evaluate(([text, lang, limit]) => KopruSearch.query(text, {lang, limit}), [text, lang, limit]);
}

/** All answers to all questions in one place, with addresses spelt alike. */
async function allAnswers(place, options) {
  const {page, noise} = await newPage(places.browser, place.root, options);
  const answers = [];
  for (const asked of place.site.languages) {
    await page.goto(place.url(`${asked}/index.html`));
    for (const [lang, text] of QUESTIONS.filter(([lang]) => lang === asked)) {
      const hits = await query(page, text, lang);
      answers.push([text, hits.map(({url, ...hit}) => ({...hit, url: url.replace(/index\.html(#|$)/, '$1')}))]);
    }
  }
  await page.context().close();
  nothing(noise);
  return answers;
}

test('the first answer to a question fits, by script and by typing', async (t) => {
  const {url, root, site} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  for (const [lang, text, expected] of QUESTIONS) {
    await t.test(`${text} (${lang})`, async () => {
      await page.goto(url(`${lang}/index.html`));
      const [first] = await query(page, text, lang);
      assert.match(`${first.title} › ${first.section} › ${first.excerpt}`, expected);
      assert.ok(first.url.startsWith(`${lang}/`), first.url);
      assert.ok(site.files.has(first.url.replace(/#.*/, '').replace(/\/$/, '/index.html')), first.url);

      await page.getByRole('combobox').pressSequentially(text);
      // The list follows the typing, so it may show answers to a part of the question first.
      await page.getByRole('option').first().filter({hasText: first.title}).waitFor();
    });
  }
  nothing(noise);
});

test('a part finds the compounds that it is in', async () => {
  const {url, root} = places.http;
  const {page} = await newPage(places.browser, root);
  await page.goto(url('de/index.html'));
  const hits = await query(page, 'Beauftragte', 'de');
  assert.ok(hits.some(({title, section, excerpt}) => /\p{L}beauftragte/u.test(`${title} ${section} ${excerpt}`)));
});

test('answers are the same over HTTP, by double click and in a browser that is set to Turkish', async () => {
  const expected = await allAnswers(places.http, {locale: 'en-US'});
  assert.ok(expected.every(([, hits]) => hits.length));
  assert.deepEqual(await allAnswers(places.file, {locale: 'en-US'}), expected);
  assert.deepEqual(await allAnswers(places.http, {locale: 'tr-TR'}), expected);
  assert.deepEqual(await allAnswers(places.file, {locale: 'tr-TR'}), expected);
});

test('nothing of the index is loaded before the field is focused', async () => {
  const {url, root} = places.http;
  const {page} = await newPage(places.browser, root);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(url('tr/index.html'), {waitUntil: 'networkidle'});
  assert.deepEqual(asked.filter((path) => path.startsWith('/search/')), []);
});

for (const key of ['http', 'file']) {
  test(`arrow keys choose a result and Enter opens it: ${key}`, async () => {
    const place = places[key];
    const {page, noise} = await newPage(places.browser, place.root);
    for (const [lang, text] of [['tr', 'gocmen'], ['de', 'STUDIENBESUCH'], ['en', 'NEEDS']]) {
      await page.goto(place.url(`${lang}/index.html`));
      const [, second] = await query(page, text, lang);
      await page.keyboard.press('/');
      const field = page.getByRole('combobox');
      await field.fill(text);
      await page.getByRole('option').first().waitFor();
      assert.equal(await field.getAttribute('aria-expanded'), 'true');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const active = page.locator(`#${await field.getAttribute('aria-activedescendant')}`);
      assert.equal(await active.getAttribute('aria-selected'), 'true');
      await page.keyboard.press('Enter');
      const [path, anchor] = second.url.split('#');
      const wanted = place.url(path.replace(/(^|\/)$/, '$1index.html')) + (anchor ? `#${anchor}` : '');
      await page.waitForURL(wanted);
      if (anchor) assert.equal(await page.locator(`[id="${anchor}"]`).count(), 1);
    }
    nothing(noise);
  });

  test(`Enter alone leads to the page of results, which can be shared: ${key}`, async () => {
    const place = places[key];
    const {page, noise} = await newPage(places.browser, place.root);
    await page.goto(place.url('en/index.html'));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').pressSequentially('municipalities');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\/(?:index\.html)?\?q=municipalities$/);
    await page.reload();
    const links = page.locator('[data-search-results] a');
    await links.first().waitFor();
    const hits = await query(page, 'municipalities', 'en', 3);
    assert.ok(await links.count() >= hits.length);
    await links.first().click();
    await page.waitForURL(place.url(hits[0].url.replace(/#.*/, '').replace(/\/$/, '/index.html')) + '**');
    nothing(noise);
  });
}

test('the list lies over the page, Escape closes it, and a question without an answer says so', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  await page.goto(url('de/index.html'));
  const field = page.getByRole('combobox');
  await field.pressSequentially('Integration');
  await page.getByRole('listbox').waitFor();
  const inFront = (option) => {
    const {left, right, top, bottom} = option.getBoundingClientRect();
    return option.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  };
  assert.ok(await page.getByRole('option').first().evaluate(inFront), 'the list lies over the page');
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({state: 'hidden'});
  assert.equal(await field.getAttribute('aria-expanded'), 'false');
  await field.fill('xqzwv xqzwv');
  await page.getByRole('search').getByRole('status').filter({hasText: 'xqzwv'}).waitFor();
  nothing(noise);
});

test('the list is a combobox by the pattern of the W3C: it is named, counted aloud and walked from end to end', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  await page.goto(url('en/index.html'));
  const field = page.getByRole('combobox');
  assert.equal(await field.getAttribute('aria-expanded'), 'false');
  assert.equal(await field.getAttribute('aria-autocomplete'), 'list');
  await field.fill('integration');
  await page.getByRole('option').first().waitFor();
  const list = page.getByRole('listbox');
  assert.equal(await field.getAttribute('aria-controls'), await list.getAttribute('id'));
  assert.ok(await list.getAttribute('aria-label'));
  const results = await page.getByRole('option').count();
  // The last entry leads to all results and is none itself.
  await page.getByRole('search').getByRole('status').filter({hasText: `${results - 1} results`}).waitFor();
  const active = async () => page.locator(`#${await field.getAttribute('aria-activedescendant')}`).evaluate(
    (option) => [...option.parentNode.children].indexOf(option));
  for (const [key, place] of [['ArrowDown', 0], ['End', results - 1], ['ArrowDown', 0], ['ArrowUp', results - 1], ['Home', 0]]) {
    await field.press(key);
    assert.equal(await active(), place, key);
    assert.equal(await page.getByRole('option', {selected: true}).count(), 1);
  }
  assert.ok(await field.evaluate((input) => input === document.activeElement), 'the field keeps the focus');
  nothing(noise);
  await page.context().close();
});

test('excerpts mark the words of a question in the letters of their author', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  for (const [lang, typed, written] of [['tr', 'gocmen', /^göçmen/i], ['tr', 'IHTIYAC ANALIZI', /^(?:[iİ]htiyaç|analiz)/i], ['de', 'gefluechtete', /geflüchtete/i], ['en', 'MIGRANTS', /^migrant/i]]) {
    await page.goto(url(`${lang}/index.html`));
    await page.getByRole('combobox').fill(typed);
    await page.locator('.search-list mark').first().waitFor();
    const marks = await page.locator('.search-list mark').allTextContents();
    assert.ok(marks.every((mark) => written.test(mark)), `${typed}: ${marks.join(', ')}`);
  }
  nothing(noise);
  await page.context().close();
});

test('on a telephone the list lies within the screen and its entries are large enough to touch', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root, {viewport: {width: 320, height: 640}});
  await page.goto(url('de/index.html'));
  await page.keyboard.press('/');
  const field = page.getByRole('combobox');
  await field.fill('Integrationsbeauftragte');
  await page.getByRole('option').first().waitFor();
  const {x, width} = await page.getByRole('listbox').boundingBox();
  assert.ok(x >= 0 && x + width <= 320, `from ${x}, ${width} wide`);
  for (const option of await page.getByRole('option').all()) {
    const {height} = await option.boundingBox();
    assert.ok(height >= 24, `${height} high`);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${overflow} pixels beyond the edge`);
  nothing(noise);
  await page.context().close();
});
