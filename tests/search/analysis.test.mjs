// The script's analysis against the vectors that the indexer's tests read too.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';

import {openSite} from './site.mjs';

const {search} = openSite('.');

for (const lang of ['tr', 'en', 'de']) {
  const {rules, texts} = JSON.parse(readFileSync(new URL(`${lang}.json`, import.meta.url), 'utf8'));
  const {tokens, fold, stem} = search.analysis(rules);

  test(`words in ${lang} have the indexer’s forms, folded forms and stems`, () => {
    for (const [text, expected] of Object.entries(texts)) {
      const found = tokens(text).map(({form}) => [form, fold(form), stem(fold(form))]);
      assert.equal(JSON.stringify(found), JSON.stringify(expected), text);
    }
  });
}

for (const lang of ['tr', 'de']) {
  const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const {tokens, fold, stem} = search.analysis(JSON.parse(read(`${lang}.json`)).rules);

  test(`generated words in ${lang} have the indexer’s folded forms and stems`, () => {
    const lines = read(`generated.${lang}.txt`).trim().split('\n');
    assert.ok(lines.length > 1000);
    for (const line of lines) {
      const [word] = line.split(' ');
      const found = tokens(word).map(({form}) => [word, fold(form), stem(fold(form))].join(' '));
      assert.deepEqual([...found], [line]);
    }
  });
}

test('tokens know their place in the text', () => {
  const {rules} = JSON.parse(readFileSync(new URL('en.json', import.meta.url), 'utf8'));
  const {tokens} = search.analysis(rules);
  const text = 'A first-aid kit, 1,000 of them; residents’ parking.';
  const shown = tokens(text).filter(({joined}) => !joined).map(({start, end}) => text.slice(start, end));
  assert.deepEqual([...shown], ['A', 'first', 'aid', 'kit', '1,000', 'of', 'them', 'residents’', 'parking'].map((word) => word.replace('’', '')));
});
