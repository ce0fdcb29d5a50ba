// What every reader can rely on, whatever they read with: rules of accessibility, the keyboard,
// narrow windows, and pages that neither complain nor ask anybody else.

import {after, before, describe, test} from 'node:test';
import axe from 'axe-core';
import {examples, examplesInTurn, newPage, openPlaces, siteFrom, standInForHost} from './browser.mjs';
import {nothing} from './expect.mjs';
import {serve} from './server.mjs';
import {walk} from './keyboard.mjs';

/**
 * Phone and desktop are laid out differently, and schemes change nothing but colours. So each page is
 * looked at on both screens and in both schemes, and the next page the other way round.
 */
const LOOKS = [
  [[360, 'light'], [1280, 'dark']],
  [[360, 'dark'], [1280, 'light']],
];
/** The same rule with a lower contrast than `color-contrast-enhanced`, which asks for 7 : 1. */
const INCLUDED = 'color-contrast';
/** A window of 1,280 × 1,024 at 400 %. */
const ZOOMED = {width: 320, height: 256};

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

describe('axe finds nothing by any of its rules, light and dark, on phones and desktops', {concurrency: 2}, () => {
  for (const [turn, lang] of siteFrom('KOPRU_SITE').languages.entries()) {
    test(`on every sort of page in the language ${lang}`, async () => {
      const {url, root, site} = places.http;
      const {page, noise} = await newPage(places.browser, root);
      const names = examples(site).filter((name) => name.startsWith(`${lang}/`) && !name.includes('/search/'));
      for (const [turn, address] of [url('index.html'), ...names.map(url)].entries()) {
        await page.goto(address);
        noise.push(...await faults(page, turn));
      }
      nothing(noise);
    });

    test(`on search results and on the page for wrong addresses in the language ${lang}`, async () => {
      const {url, root, site} = places.http;
      const {page} = await newPage(places.browser, root);
      await page.goto(`${url(`${lang}/search/index.html`)}?q=integration`);
      await page.locator('[data-search-results] a').first().waitFor();
      await page.getByRole('search').getByRole('combobox').fill('integration');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      // The index from A to Z below is long and all alike.
      await page.locator('.index section li:nth-child(n + 3)').evaluateAll((all) => all.forEach((entry) => entry.remove()));
      const found = await faults(page, turn);
      await standInForHost(page.context(), site);
      await page.goto(`${site.base}${lang}/no/such/page/`);
      nothing([...found, ...await faults(page, turn)]);
    });
  }
});

/** What axe objects to on the page with everything unfolded, one line for each place. */
async function faults(page, turn) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await page.evaluate(axe.source);
  const found = [];
  for (const [width, colorScheme] of LOOKS[turn % LOOKS.length]) {
    await page.setViewportSize({width, height: 900});
    await page.emulateMedia({colorScheme});
    const rules = await page.evaluate(violations, INCLUDED);
    found.push(...rules.flatMap(({id, help, places}) =>
      places.map((place) => `${page.url()} ${width} px, ${colorScheme}: ${id} (${help}) at ${place}`)));
  }
  return found;
}

/** Runs in the page: each rule that there is, those of AAA and the experimental ones too. */
async function violations(included) {
  const ids = axe.getRules().map(({ruleId}) => ruleId).filter((id) => id !== included);
  const {violations} = await axe.run(document, {runOnly: {type: 'rule', values: ids}, resultTypes: ['violations']});
  return violations.map(({id, help, nodes}) => ({id, help, places: nodes.map(({target}) => target.join(' '))}));
}

describe('the keyboard reaches everything, shows where it is, and leaves again', {concurrency: 2}, () => {
  for (const [turn, viewport] of [{width: 1280, height: 900}, {width: 360, height: 740}].entries()) {
    test(`in a window ${viewport.width} px wide`, async () => {
      const {url, root, site} = places.http;
      const {page} = await newPage(places.browser, root, {viewport, reducedMotion: 'reduce'});
      const found = [];
      for (const name of examplesInTurn(site, turn)) {
        await page.goto(url(name));
        found.push(...(await walk(page)).map((fault) => `${name}: ${fault}`));
      }
      nothing(found);
    });
  }
});

test('a language that runs from right to left gets the page in a mirror, and code stays as it is', async () => {
  const server = await serve(siteFrom('KOPRU_RTL'));
  const {page, noise} = await newPage(places.browser, server.origin, {reducedMotion: 'reduce'});
  for (const [width, height] of [[1280, 900], [320, 640]]) {
    await page.setViewportSize({width, height});
    await page.goto(`${server.origin}ar/section/rights/`);
    noise.push(...await walk(page));
    const {wide, mirrored, code} = await page.evaluate(() => {
      const end = (selector) => document.querySelector(selector).getBoundingClientRect().right;
      return {
        wide: document.documentElement.scrollWidth,
        mirrored: end('.site-name') > end('[data-preferences]') && (innerWidth < 1000 || end('.site-menu') > end('h1')),
        code: getComputedStyle(document.querySelector('pre')).direction,
      };
    });
    if (wide > width || !mirrored || code !== 'ltr') noise.push(`${width} px: ${wide} px wide, mirrored: ${mirrored}, code: ${code}`);
  }
  for (const turn of LOOKS.keys()) noise.push(...await faults(page, turn));
  await server.close();
  nothing(noise);
});

test('no page scrolls sideways at 320 px, which is a desktop at 400 %, nor hides there behind what stays on the screen', async () => {
  const {url, root, site} = places.http;
  const {page} = await newPage(places.browser, root, {viewport: ZOOMED});
  await page.goto(url(examples(site)[1]));
  const wide = [];
  for (const {name, source} of site.pages.filter(({is404}) => !is404)) {
    const {width, covered} = await page.evaluate(shown, [source, url(name)]);
    if (width > ZOOMED.width) wide.push(`${name} is ${width} px wide`);
    if (covered > ZOOMED.height / 3) wide.push(`${name}: ${covered} px stay in front of the text`);
  }
  nothing(wide);
});

/** Runs in the page: shows another page of the same style instead of it, unfolded, and measures. */
function shown([source, address]) {
  const next = new DOMParser().parseFromString(source, 'text/html');
  for (const picture of next.images) picture.src = new URL(picture.getAttribute('src'), address);
  for (const details of next.querySelectorAll('main details')) details.open = true;
  document.body.replaceWith(next.body);
  const staying = [...document.body.querySelectorAll('*')].filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position));
  scrollTo(0, document.body.scrollHeight / 2);
  const heights = staying.map((element) => element.getBoundingClientRect())
    .filter(({top, bottom, width}) => bottom > 0 && top < innerHeight && width > innerWidth / 2).map(({height}) => height);
  return {width: document.documentElement.scrollWidth, covered: Math.max(0, ...heights)};
}
