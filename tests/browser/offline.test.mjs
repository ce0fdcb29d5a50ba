// The copies to take away: unpacked, opened by double click, searched.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {newPage, openPlaces, siteFrom} from './browser.mjs';
import {nothing} from './expect.mjs';

const WORDS = {tr: 'ihtiyaç analizi', en: 'needs analysis', de: 'Bedarfsanalyse'};

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

for (const lang of siteFrom('KOPRU_SITE').languages) {
  test(`the copy in ${lang} opens by double click and can be searched`, async () => {
    const root = `${pathToFileURL(join(process.env.KOPRU_OFFLINE, lang)).href}/`;
    const {page, noise} = await newPage(places.browser, root);
    await page.goto(`${root}index.html`);
    await page.waitForURL(`${root}${lang}/index.html`);
    await page.getByRole('combobox').first().fill(WORDS[lang]);
    await page.getByRole('option').first().click();
    await page.waitForURL((url) => url.href.startsWith(root) && !url.href.endsWith(`${lang}/index.html`));
    assert.equal(await page.locator('h1').count(), 1);
    nothing(noise);
  });
}
