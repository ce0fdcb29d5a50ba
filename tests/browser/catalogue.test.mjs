// The catalogue of records: facets, addresses that can be shared, two records side by side.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {newPage, openPlaces} from './browser.mjs';
import {nothing} from './expect.mjs';

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

const CATALOGUE = 'en/practices/index.html';

test('facets narrow the list, are counted and stand in the address', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  await page.goto(url(CATALOGUE));
  const shown = page.locator('.records > li:visible');
  assert.equal(await shown.count(), 2);
  await page.getByRole('checkbox', {name: /International/}).check();
  assert.equal(await shown.count(), 1);
  assert.match(await page.locator('.catalogue [role=status]').textContent(), /^1 of 2/);
  assert.match(page.url(), /\?level=international$/);
  const again = await newPage(places.browser, root);
  await again.page.goto(page.url());
  assert.equal(await again.page.locator('.records > li:visible').count(), 1);
  await page.getByRole('button', {name: 'Show all records'}).click();
  await page.waitForFunction(() => !location.search);
  assert.equal(await shown.count(), 2);
  nothing([...noise, ...again.noise]);
});

test('a link above the text leads to the records below it', async () => {
  const {url, root} = places.http;
  const {page} = await newPage(places.browser, root, {reducedMotion: 'reduce'});
  await page.goto(url(CATALOGUE));
  await page.getByRole('link', {name: 'Go to the 2 records'}).click();
  assert.ok(await page.locator('.facets').evaluate((form) => form.getBoundingClientRect().top < innerHeight));
});

test('two records stand side by side, section by section', async () => {
  const {url, root} = places.http;
  const {page, noise} = await newPage(places.browser, root);
  await page.goto(url(CATALOGUE));
  // Boxes come with the records in sight.
  await page.locator('.records').scrollIntoViewIfNeeded();
  for (const place of [0, 1]) await page.locator('[data-pick]').nth(place).check();
  await page.locator('[data-compare]').click();
  // Sections bring tables of their own along.
  const table = page.locator('.comparison > table');
  await table.waitFor();
  assert.equal(await table.locator(':scope > thead > tr > th').count(), 2);
  assert.ok(await table.locator(':scope > tbody > tr > th[scope=row]').count() > 5);
  assert.match(page.url(), /compare=.*compare=/);
  nothing(noise);
});

test('without script there is a plain list of links', async () => {
  const {url, root} = places.http;
  const {page} = await newPage(places.browser, root, {javaScriptEnabled: false});
  await page.goto(url(CATALOGUE));
  assert.equal(await page.locator('.records > li a:visible').count(), 2);
  assert.equal(await page.locator('.facets:visible, [data-pick]:visible').count(), 0);
});
