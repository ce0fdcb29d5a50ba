// What hostile content becomes: nothing runs, asks another host or leads astray.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {chromium} from 'playwright-core';
import {LAUNCH, newPage, siteFrom} from './browser.mjs';
import {address} from './built.mjs';
import {nothing} from './expect.mjs';
import {serve} from './server.mjs';

/** Questions that a link to the search page may carry. */
const QUESTIONS = ['<img src=x onerror=attacked()>', '"><script>attacked()</script>', "javascript:attacked()'", '</script><svg onload=attacked()>'];

let site, server, browser;
before(async () => {
  site = siteFrom('KOPRU_ATTACKS');
  server = await serve(site);
  browser = await chromium.launch(LAUNCH);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** A page and its noise, to which the markup of an attack adds when it runs. */
async function victim() {
  const {page, noise} = await newPage(browser, server.origin);
  page.on('dialog', (dialog) => {
    noise.push(`${page.url()} opens a dialog`);
    return dialog.dismiss();
  });
  await page.exposeFunction('attacked', () => noise.push(`${page.url()} runs a script`));
  return {page, noise};
}

test('no page made of hostile content runs, asks or complains', async () => {
  const {page, noise} = await victim();
  assert.ok(site.pages.length > 10, 'the attacks made pages');
  for (const {name} of site.pages.filter(({is404, leadsOn}) => !is404 && !leadsOn)) {
    await page.goto(server.origin + address(name, 'directory'));
    const schemes = await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.protocol));
    for (const scheme of new Set(schemes)) if (!/^(https?|mailto|tel):$/.test(scheme)) noise.push(`${name} links to ${scheme}`);
    // What opens at a click must be harmless too.
    await page.locator('main details').evaluateAll((boxes) => boxes.forEach((box) => (box.open = true)));
    await page.locator('main :is([role="tab"], button[type="button"])').evaluateAll((buttons) => buttons.forEach((one) => one.click()));
  }
  nothing(noise);
});

test('a question asked by a link is shown as text', async () => {
  const {page, noise} = await victim();
  for (const lang of site.languages) {
    for (const question of [...QUESTIONS, 'payload', 'script']) {
      await page.goto(`${server.origin}${lang}/search/?q=${encodeURIComponent(question)}`);
      await page.waitForFunction(() => globalThis.KopruSearch !== undefined);
      await page.evaluate(([question, lang]) => KopruSearch.query(question, {lang, limit: 20}), [question, lang]);
    }
  }
  nothing(noise);
});
