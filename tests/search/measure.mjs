// What search costs: `node tests/search/measure.mjs [PAGES…]`, after `cargo build --release`.
//
// For a town's pages among so many others a language (100 and 1,000 if none are
// named) it prints, for all judged questions, the bytes that the first and a
// later one load (gzip, without the script itself), and how long Chromium takes
// to answer once the data is there, at full speed and with its processor slowed
// four times. The figures of docs/search.md are this output.
//
// Needs the packages of tests/browser; CHROMIUM names another browser than
// /usr/bin/chromium.

import {readFileSync, readdirSync} from 'node:fs';
import {gzipSync} from 'node:zlib';

import {LAUNCH} from '../browser/browser.mjs';
import {serve} from '../browser/server.mjs';
import {LANGUAGES, buildCollection, questions} from './collections.mjs';
import {openSite} from './site.mjs';

const {chromium} = await import(new URL('../browser/node_modules/playwright-core/index.mjs', import.meta.url));
/** How much slower a telephone is. */
const SLOWER = 4;

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const sizes = process.argv.slice(2).map(Number);
const browser = await chromium.launch(LAUNCH);

console.log(`script with interface: ${scriptBytes((name) => name !== 'search-page.js')} bytes`);
console.log(`script of the search page: ${scriptBytes((name) => name === 'search-page.js')} bytes`);
console.log('| pages | language | first p50 | first p95 | later p50 | later p95 | answer p50 | answer p95 | slowed p50 | slowed p95 |');
console.log(`| ${Array.from({length: 10}, (_, column) => (column === 1 ? '---' : '---:')).join(' | ')} |`);
for (const pages of sizes.length ? sizes : [100, 1000]) {
  const folder = buildCollection('town', pages);
  const files = new Set(readdirSync(folder, {recursive: true}));
  const server = await serve({folder, files, languages: LANGUAGES, base: 'https://town.example/'});
  for (const lang of LANGUAGES) {
    const {first, later} = await bytes(folder, lang);
    const times = [await answers(server, lang, 1), await answers(server, lang, SLOWER)];
    const loaded = [first, later].flatMap((values) => [at(values, 0.5), at(values, 0.95)]);
    const taken = times.flatMap((values) => [at(values, 0.5), at(values, 0.95)].map((time) => `${time.toFixed(1)} ms`));
    console.log(`| ${[pages, lang, ...loaded, ...taken].join(' | ')} |`);
  }
  await server.close();
}
await browser.close();

function asked(lang) {
  return questions('town').filter((question) => question.lang === lang).map(({text}) => text);
}

/** What each question loads as the first, and what the next one loads after it. */
async function bytes(folder, lang) {
  const texts = asked(lang);
  const [first, later] = [[], []];
  for (const [place, text] of texts.entries()) {
    const {search, loaded} = openSite(folder, lang);
    const total = () => loaded.reduce((sum, [, size]) => sum + size, 0);
    await search.query(text, {lang});
    first.push(total());
    await search.query(texts[(place + 1) % texts.length], {lang});
    later.push(total() - first.at(-1));
  }
  return {first, later};
}

/** Milliseconds from data to answer in a browser: each question is asked a second time. */
async function answers(server, lang, slower) {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await page.goto(`${server.origin}/${lang}/search/`);
  await session.send('Emulation.setCPUThrottlingRate', {rate: slower});
  const times = await page.evaluate(async ([texts, lang]) => {
    const times = [];
    for (const text of texts) {
      await KopruSearch.query(text, {lang});
      const started = performance.now();
      await KopruSearch.query(text, {lang});
      times.push(performance.now() - started);
    }
    return times;
  }, [asked(lang), lang]);
  await page.close();
  return times;
}

/** The parts of the script as the theme serves them: without comments on lines of their own and indentation. */
function scriptBytes(wanted) {
  const folder = new URL('../../themes/default/js/', import.meta.url);
  const parts = readdirSync(folder).filter((name) => name.startsWith('search') && wanted(name)).sort();
  const text = parts.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('');
  const bare = text.replace(/^\s*\/\*[^]*?\*\/\s*$/gm, '').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('//'));
  return gzipSync(bare.join('\n'), {level: 9}).length;
}
