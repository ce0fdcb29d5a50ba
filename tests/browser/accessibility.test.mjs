// Automatic rules of accessibility, and the narrowest screens.

import {after, before, describe, test} from 'node:test';
import axe from 'axe-core';
import {examples, newPage, openPlaces, siteFrom, standInForHost} from './browser.mjs';
import {nothing} from './expect.mjs';

const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

describe('axe finds nothing, light and dark, on phones and desktops', {concurrency: true}, () => {
  for (const lang of siteFrom('KOPRU_SITE').languages) {
    test(`in the language ${lang}`, async () => {
      const {url, root, site} = places.http;
      const {page} = await newPage(places.browser, root);
      await standInForHost(page.context(), site);
      const names = examples(site).filter((name) => name.startsWith(`${lang}/`) && !name.includes('/search/'));
      const found = [];
      for (const address of [url('index.html'), ...names.map(url), `${site.base}${lang}/no/such/page/`]) {
        await page.goto(address);
        found.push(...await violations(page));
      }
      nothing(found);
    });

    test(`with search results in the language ${lang}`, async () => {
      const {url, root} = places.http;
      const {page} = await newPage(places.browser, root);
      await page.goto(`${url(`${lang}/search/index.html`)}?q=integration`);
      await page.locator('[data-search-results] a').first().waitFor();
      await page.getByRole('search').getByRole('combobox').fill('integration');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      // The index from A to Z below is long and all alike.
      await page.locator('.index section li:nth-child(n + 3)').evaluateAll((all) => all.forEach((entry) => entry.remove()));
      nothing(await violations(page));
    });
  }
});

/**
 * What axe objects to on the page with everything unfolded, one line for each place.
 * The width changes everything, the scheme changes nothing but colours.
 */
async function violations(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await page.evaluate(axe.source);
  const found = [];
  for (const width of [360, 1280]) {
    await page.setViewportSize({width, height: 900});
    for (const [colorScheme, runOnly] of [['light', undefined], ['dark', COLOUR_RULES]]) {
      await page.emulateMedia({colorScheme});
      const rules = await page.evaluate(runAxe, runOnly);
      found.push(...rules.flatMap(({id, help, nodes}) =>
        nodes.map(({target}) => `${page.url()} ${width} px, ${colorScheme}: ${id} (${help}) at ${target.join(' ')}`)));
    }
  }
  return found;
}

/** Runs in the page: every rule for today's standards and good practice, or only those named. */
async function runAxe(runOnly) {
  // The one rule of WCAG 2.2, off by default.
  const rules = runOnly ? {} : {'target-size': {enabled: true}};
  const {violations} = await globalThis.axe.run(document, {rules, runOnly, resultTypes: ['violations']});
  return violations;
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
  nothing(wide);
});
