// Search in another browser than Chromium: Firefox finds the same, whatever the language it is set to.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {questions} from '../search/collections.mjs';
import {openSite} from '../search/site.mjs';
import {siteFrom} from './browser.mjs';
import {startFirefox} from './firefox.mjs';
import {serve} from './server.mjs';

const LIMIT = 5;

let firefox, server, copied;
before(async () => {
  copied = siteFrom('KOPRU_SITE_FILE');
  server = await serve(siteFrom('KOPRU_SITE'));
  firefox = await startFirefox({'intl.accept_languages': 'tr', 'intl.locale.requested': 'tr'});
});
after(async () => {
  await firefox?.close();
  await server?.close();
});

/** What the browser finds on the page that is open: addresses and excerpts of each question's results. */
const inFirefox = (texts, lang) => firefox.ask(`async (texts, lang, limit) => {
  const found = [];
  for (const text of texts) found.push((await KopruSearch.query(text, {lang, limit})).map(({url, excerpt}) => [url, excerpt]));
  return found;
}`, texts, lang, LIMIT);

async function expected(texts, lang) {
  const {search} = openSite(copied.folder, lang);
  const found = [];
  for (const text of texts) found.push((await search.query(text, {lang, limit: LIMIT})).map(({url, excerpt}) => [url, excerpt]));
  return JSON.parse(JSON.stringify(found));
}

test('a Turkish Firefox finds what every browser finds, from a server and by double click', async () => {
  const asked = questions('handbook');
  for (const lang of copied.languages) {
    const texts = asked.filter((question) => question.lang === lang).map(({text}) => text);
    const found = await expected(texts, lang);
    assert.ok(found.every((results) => results.length), lang);
    for (const address of [`${server.origin}${lang}/`, pathToFileURL(`${copied.folder}/${lang}/index.html`).href]) {
      await firefox.open(address);
      assert.equal(await firefox.ask(`async () => 'I'.toLocaleLowerCase()`), 'ı', 'the browser is set to Turkish');
      assert.deepEqual(await inFirefox(texts, lang), found, address);
    }
  }
});
