// What search costs: `node tests/search/measure.mjs [PAGES…]`, after `cargo build --release`.
//
// For a town's pages among so many others a language (100 and 1,000 if none are
// named) it prints the bytes that the first and a later question load (gzip,
// without the script itself), the median and the 95th percentile of all judged
// questions, and the time of a warm answer in Node. The figures of
// docs/search.md are this output.

import {readFileSync, readdirSync} from 'node:fs';
import {gzipSync} from 'node:zlib';

import {LANGUAGES, buildCollection, questions} from './collections.mjs';
import {openSite} from './site.mjs';

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const sizes = process.argv.slice(2).map(Number);

console.log(`script with interface: ${scriptBytes()} bytes`);
console.log('pages  language  first p50  first p95  later p50  later p95  warm p50 ms  warm p95 ms');
for (const pages of sizes.length ? sizes : [100, 1000]) {
  const site = buildCollection('town', pages);
  for (const lang of LANGUAGES) {
    const {first, later, warm} = await measure(site, lang);
    const bytes = [at(first, 0.5), at(first, 0.95), at(later, 0.5), at(later, 0.95)];
    const row = [pages, lang, ...bytes, at(warm, 0.5).toFixed(1), at(warm, 0.95).toFixed(1)];
    console.log(row.join('  '));
  }
}

async function measure(site, lang) {
  const asked = questions('town').filter((question) => question.lang === lang);
  const first = [];
  const later = [];
  const warm = [];
  for (const [place, {text}] of asked.entries()) {
    const {search, loaded} = openSite(site, lang);
    const total = () => loaded.reduce((sum, [, size]) => sum + size, 0);
    await search.query(text, {lang});
    first.push(total());
    const started = performance.now();
    await search.query(text, {lang});
    warm.push(performance.now() - started);
    const before = total();
    await search.query(asked[(place + 1) % asked.length].text, {lang});
    later.push(total() - before);
  }
  return {first, later, warm};
}

/** The parts of the script as the theme serves them: without comments on lines of their own and indentation. */
function scriptBytes() {
  const folder = new URL('../../themes/default/js/', import.meta.url);
  const parts = readdirSync(folder).filter((name) => name.startsWith('search')).sort();
  const text = parts.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('');
  const bare = text.replace(/^\s*\/\*[^]*?\*\/\s*$/gm, '').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('//'));
  return gzipSync(bare.join('\n'), {level: 9}).length;
}
