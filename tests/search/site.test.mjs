// The search of a built site: `KOPRU_SITE=public node --test tests/search/`.
// Without the variable these tests are skipped.

import assert from 'node:assert/strict';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';

import {questions} from './collections.mjs';
import {openSite} from './site.mjs';

const site = process.env.KOPRU_SITE;
const skip = site ? false : 'KOPRU_SITE names no built site';
const languages = site && existsSync(join(site, 'search')) ? readdirSync(join(site, 'search')) : [];

/** Gzipped bytes of a first question, without the script itself. */
const FIRST_QUESTION = 33_000;

const asked = questions('handbook');

/** Gzipped bytes that a first question loads. */
async function load({lang, text}) {
  const {search, loaded} = openSite(site, lang);
  await search.query(text, {lang, limit: 5});
  return loaded.reduce((total, [, size]) => total + size, 0);
}

for (const lang of languages) {
  test(`a first question in ${lang} loads little`, {skip}, async () => {
    for (const question of asked.filter((question) => question.lang === lang)) {
      const bytes = await load(question);
      assert.ok(bytes <= FIRST_QUESTION, `“${question.text}” loads ${bytes} bytes`);
    }
  });

  test(`indexer and script agree on every word in ${lang}`, {skip}, async () => {
    const {search} = openSite(site, lang);
    const index = await search.open(lang);
    const entries = await index.entries('words', '', Infinity);
    const sorted = entries.every((entry, place) => !place || entries[place - 1].stem <= entry.stem);
    assert.ok(sorted, 'the chunks are not in the order of the script’s stems');
    const forms = new Set(entries.map((entry) => entry.form));
    const files = readdirSync(join(site, 'search', lang)).filter((file) => file.startsWith('texts-'));
    for (const file of files) {
      const [title, ...texts] = textsOf(readFileSync(join(site, 'search', lang, file), 'utf8'));
      for (const {form} of [title, ...texts].flatMap((text) => index.tokens(text))) {
        assert.ok(forms.has(form) || form.length > 40, `“${form}” of ${file} is not in the index`);
      }
    }
  });
}

/** Titles, headings and texts in a file of texts. */
function textsOf(script) {
  const parts = JSON.parse(script.slice(script.indexOf(',') + 1, script.lastIndexOf(')')));
  return parts.flatMap(([, title, , , , sections]) => [title, ...sections.flatMap(([, heading, text]) => [heading, text])]);
}

test('a missing file is told plainly and may be asked for again', {skip}, async () => {
  const {search} = openSite(site, 'xx');
  const failure = {message: 'the search file xx/index.js could not be loaded'};
  await assert.rejects(search.query('a', {lang: 'xx'}), failure);
  await assert.rejects(search.query('a', {lang: 'xx'}), failure);
});

test('the same question has the same answer in every session', {skip}, async () => {
  const [lang] = languages;
  const ask = () => openSite(site, lang).search.query('integration', {lang});
  assert.equal(JSON.stringify(await ask()), JSON.stringify(await ask()));
});

test('a compound that stands nowhere is answered by the words inside it', {skip}, async () => {
  const {search} = openSite(site, 'de');
  for (const compound of ['Integrationsverfahrenskommission', 'Zuständigkeitsberatung']) {
    const hits = await search.query(compound, {lang: 'de'});
    assert.ok(hits.length, `nothing answers ${compound}`);
  }
});
