// Automatic rules of accessibility, and the narrowest screens.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import axe from 'axe-core';
import {examples, newPage, openPlaces, standInForHost} from './browser.mjs';

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, async () => {
      const {url, root, site} = places.http;
      const {page} = await newPage(places.browser, root, {colorScheme, viewport: {width, height: 900}});
      await standInForHost(page.context(), site);
      const unknown = site.languages.map((lang) => `${site.base}${lang}/no/such/page/`);
      const found = [];
      for (const address of [...examples(site).map(url), ...unknown]) {
        await page.goto(address);
        found.push(...await violations(page));
      }
      assert.deepEqual(found, []);
    });
  }
}

/** What axe objects to on the page with everything unfolded, one line for each place. */
async function violations(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => {
    // Off by default, since older than the rules of today.
    const rules = {'target-size': {enabled: true}};
    return globalThis.axe.run(document, {rules, resultTypes: ['violations']});
  });
  return result.violations.flatMap(({id, help, nodes}) =>
    nodes.map(({target, failureSummary}) => `${page.url()} ${id} (${help}) at ${target.join(' ')}: ${failureSummary}`));
}

test('no page scrolls sideways on a screen of 320 px', async () => {
  const {url, root, site} = places.http;
  const {page} = await newPage(places.browser, root, {viewport: {width: 320, height: 640}});
  const wide = [];
  for (const {name} of site.pages.filter((page) => !page.is404)) {
    await page.goto(url(name));
    const width = await page.evaluate(() => {
      document.querySelectorAll('details').forEach((details) => (details.open = true));
      return document.documentElement.scrollWidth;
    });
    if (width > 320) wide.push(`${name} is ${width} px wide`);
  }
  assert.deepEqual(wide, []);
});
