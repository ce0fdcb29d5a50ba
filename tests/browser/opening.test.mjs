// Pages open without a complaint of the browser, wherever the handbook lies.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {examples, newPage, openPlaces, standInForHost} from './browser.mjs';
import {nothing} from './expect.mjs';

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

for (const key of ['http', 'file']) {
  test(`no page logs, fails or asks another host: ${key}`, async () => {
    const place = places[key];
    const {page, noise} = await newPage(places.browser, place.root);
    for (const name of examples(place.site)) await page.goto(place.url(name));
    nothing(noise);
  });
}

test('an unknown address shows the page of its language that says so', async () => {
  const {site} = places.http;
  const {page, noise} = await newPage(places.browser, site.base);
  await standInForHost(page.context(), site);
  for (const lang of site.languages) {
    const response = await page.goto(`${site.base}${lang}/no/such/page/`);
    assert.equal(response.status(), 404);
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
    assert.equal(await page.locator('h1').count(), 1);
    // Its style has arrived, however deep the unknown address lies.
    assert.notEqual(await page.locator('.site-header').evaluate((header) => getComputedStyle(header).display), 'block');
    await page.locator('main a').first().click();
    await page.waitForURL(`${site.base}${lang}/**`);
    assert.equal(await page.locator('h1').count(), 1);
  }
  // The answer 404 itself is the only thing worth a mention.
  nothing(noise.filter((line) => !/no\/such\/page.*404/.test(line)));
});

test('the first page lets readers choose their language and guesses none', async () => {
  for (const place of [places.http, places.file]) {
    const {page, noise} = await newPage(places.browser, place.root, {locale: 'de-DE'});
    await page.goto(place.url('index.html'));
    assert.equal(page.url(), place.url('index.html'));
    for (const lang of place.site.languages) {
      await page.goto(place.url('index.html'));
      await page.locator(`main a[hreflang="${lang}"]`).click();
      assert.equal(page.url(), place.url(`${lang}/index.html`));
    }
    nothing(noise);
  }
});
