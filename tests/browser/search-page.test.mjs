// The page of results: filters, near words, odd questions, files that do not load.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {newPage, openPlaces} from './browser.mjs';
import {nothing} from './expect.mjs';

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

const ODD = {
  'ten thousand letters': 'göçmen '.repeat(1500),
  'control characters': 'inte\u0000gra\u0007tion\u001b[31m',
  'mixed scripts': 'интеграция integration 統合 التكامل',
  'signs of regular expressions': '(.*)+[integration]\\b$^{2,}|?',
  'signs alone': '*** ??? )((',
  'half a character': 'integration \ud83d',
};

test('an odd question is answered or said to have no answer', async (t) => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  for (const [name, text] of Object.entries(ODD)) {
    await t.test(name, async () => {
      await page.goto(url('en/index.html'));
      const hits = await page.evaluate((text) => KopruSearch.query(text, {lang: 'en'}), text);
      assert.ok(Array.isArray(hits));
      await page.getByRole('combobox').fill(text);
      await page.getByRole('search').getByRole('status').filter({hasText: /./}).waitFor();
    });
  }
  nothing(noise);
  await page.context().close();
});

test('results are kept to a kind of page, and the address tells so', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  await page.goto(`${url('en/search/index.html')}?q=integration`);
  const kinds = page.locator('.search-filters select[name="kind"]');
  await kinds.selectOption('practice');
  await page.waitForURL(/kind=practice/);
  await page.reload();
  await page.locator('.search-results > li').first().waitFor();
  assert.equal(await kinds.inputValue(), 'practice');
  const addresses = await page.locator('.search-results > li > a').evaluateAll((all) => all.map((link) => link.href));
  assert.ok(addresses.length && addresses.every((address) => address.includes('/en/practices/')), addresses.join('\n'));
  nothing(noise);
  await page.context().close();
});

test('results are kept to a topic, and all kinds come back with an empty choice', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  await page.goto(`${url('tr/search/index.html')}?q=${encodeURIComponent('göçmen')}`);
  const topics = page.locator('.search-filters select[name="topic"]');
  const topic = await topics.locator('option').nth(1).getAttribute('value');
  await topics.selectOption(topic);
  await page.waitForURL((address) => address.searchParams.get('topic') === topic);
  await page.locator('.search-results > li').first().waitFor();
  const hits = await page.evaluate((topic) => KopruSearch.query('göçmen', {lang: 'tr', limit: 30, topic}), topic);
  assert.ok(hits.length && hits.every((hit) => hit.topics.includes(topic)));
  await page.waitForFunction((count) => document.querySelectorAll('.search-results > li').length === count, hits.length);
  await topics.selectOption('');
  await page.waitForURL((address) => !address.searchParams.has('topic'));
  await page.waitForFunction((count) => document.querySelectorAll('.search-results > li').length > count, hits.length);
  nothing(noise);
  await page.context().close();
});

test('a page is listed once, with its best section and others below it', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  await page.goto(`${url('en/search/index.html')}?q=municipality`);
  const entries = page.locator('.search-results > li');
  await entries.first().waitFor();
  const found = await entries.evaluateAll((all) => all.map((entry) => ({
    page: entry.querySelector('a').href.replace(/#.*/, ''),
    others: [...entry.querySelectorAll('.search-others a')].map((link) => link.href.replace(/#.*/, '')),
  })));
  assert.equal(new Set(found.map(({page}) => page)).size, found.length);
  assert.ok(found.some(({others}) => others.length));
  assert.ok(found.every(({page, others}) => others.every((other) => other === page)));
  assert.ok(await page.locator('.search-results .search-section').count());
  const said = await page.locator('[data-search-results] [role="status"]').textContent();
  assert.match(said, new RegExp(`^${found.length}\\b`));
  nothing(noise);
  await page.context().close();
});

test('a file of texts that does not load is told on the page of results', async () => {
  const {url, root} = places.http;
  const {page} = await newPage(places.browser, root);
  await page.route('**/search/de/texts-*', (route) => route.abort());
  await page.goto(`${url('de/search/index.html')}?q=Integration`);
  const said = await page.locator('form[data-search]').getAttribute('data-failed');
  await page.locator('[data-search-results] [role="status"]').filter({hasText: said}).waitFor();
  assert.ok(await page.getByRole('navigation').count(), 'the page stays');
  await page.context().close();
});

test('words that come close are proposed where nothing is found', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  await page.goto(`${url('en/search/index.html')}?q=Inxexrxtixn`);
  const proposal = page.locator('[data-search-results] a').first();
  await proposal.waitFor();
  await proposal.click();
  await page.locator('.search-results > li').first().waitFor();
  nothing(noise);
  await page.context().close();
});

test('a file of the index that does not load is told, and the next question may ask again', async () => {
  const {url, root} = places.http;
  const {page} = await newPage(places.browser, root);
  await page.goto(url('en/index.html'));
  await page.route('**/search/en/words-*', (route) => route.abort());
  const field = page.getByRole('combobox');
  const said = await page.locator('form[data-search]').getAttribute('data-failed');
  await field.fill('integration');
  await page.getByRole('search').getByRole('status').filter({hasText: said}).waitFor();
  await page.unroute('**/search/en/words-*');
  await field.fill('integration unit');
  await page.getByRole('option').first().waitFor();
  await page.context().close();
});
