// Pages open without a complaint of the browser, wherever the handbook lies.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {examplesInTurn, newPage, openPlaces, standInForHost} from './browser.mjs';
import {nothing} from './expect.mjs';

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

// Over HTTP the tests of accessibility listen.
test('no page logs, fails or asks another host when it is opened by double click', async () => {
  const {site, root, url} = places.file;
  const {page, noise} = await newPage(places.browser, root);
  for (const name of ['index.html', ...examplesInTurn(site, 0)]) await page.goto(url(name));
  nothing(noise);
});

test('without script every sort of page shows its text and the way on', async () => {
  const {site, root, url} = places.http;
  const {page, noise} = await newPage(places.browser, root, {javaScriptEnabled: false});
  for (const name of ['index.html', ...examplesInTurn(site, 1)]) {
    await page.goto(url(name));
    const {headings, words, links} = await page.evaluate(() => ({
      headings: document.querySelectorAll('h1').length,
      words: document.querySelector('main').innerText.split(/\s+/).length,
      links: [...document.links].filter((link) => link.checkVisibility()).length,
    }));
    if (headings !== 1 || words < 10 || links < 3) noise.push(`${name} shows ${headings} titles, ${words} words, ${links} links`);
  }
  nothing(noise);
});

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
