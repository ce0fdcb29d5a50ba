// What search costs: `node tests/search/measure.mjs [PAGES…]`, after `cargo build --release`.
//
// For a town's pages among so many others a language (100, 1,000 and 10,000 if
// none are named) it prints what the index costs to make: the processor's time of
// a build with search less that of one without, both without what the disk takes,
// for a page and as a share of the whole; then, for all judged questions, the bytes that the first and a later one
// load (gzip, the first with the script), and how long Chromium takes to answer
// once the data is there, at full speed and with its processor slowed four times.
// The figures of docs/search.md are this output.
//
// Needs the packages of tests/browser; CHROMIUM names another browser than
// /usr/bin/chromium.

import {spawnSync} from 'node:child_process';
import {appendFileSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';

import {LAUNCH} from '../browser/browser.mjs';
import {serve} from '../browser/server.mjs';
import {LANGUAGES, PROGRAM, buildCollection, questions} from './collections.mjs';
import {openSite} from './site.mjs';

const {chromium} = await import(new URL('../browser/node_modules/playwright-core/index.mjs', import.meta.url));
/** How much slower a telephone is. */
const SLOWER = 4;
/** Builds of which the quickest counts: everything else is other people's work. */
const TURNS = 3;

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const named = process.argv.slice(2).map(Number);
const browser = await chromium.launch(LAUNCH);
const [making, asking] = [[], []];
for (const pages of named.length ? named : [100, 1000, 10_000]) await measure(pages);
await browser.close();
show(['pages', 'build', 'index', 'a page', 'share'], making);
show(['pages', 'language', 'script', 'first p50', 'first p95', 'later p50', 'later p95', 'answer p50', 'answer p95', 'slowed p50', 'slowed p95'], asking);

async function measure(pages) {
  const folder = buildCollection('town', pages);
  const files = new Set(readdirSync(folder, {recursive: true}));
  const script = scriptBytes(folder, files);
  const server = await serve({folder, files, languages: LANGUAGES, base: 'https://town.example/'});
  for (const lang of LANGUAGES) {
    const {first, later} = await bytes(folder, lang);
    const whole = first.map((size) => size + script);
    const loaded = [whole, later].flatMap((values) => [at(values, 0.5), at(values, 0.95)]);
    const times = [await answers(server, lang, 1), await answers(server, lang, SLOWER)];
    const taken = times.flatMap((values) => [at(values, 0.5), at(values, 0.95)].map((time) => `${time.toFixed(1)} ms`));
    asking.push([pages, lang, script, ...loaded, ...taken]);
  }
  await server.close();
  making.push(cost(dirname(folder), pages, [...files].filter((name) => name.endsWith('index.html')).length));
  rmSync(dirname(folder), {recursive: true});
}

/** What the index of a site in `folder` costs to make; its settings are without search after that. */
function cost(folder, size, pages) {
  const whole = least(() => processor(folder));
  appendFileSync(join(folder, 'content/site.yaml'), 'features: {search: false}\n');
  const index = whole - least(() => processor(folder));
  const share = `${((100 * index) / whole).toFixed(0)} %`;
  return [size, `${whole.toFixed(2)} s`, `${index.toFixed(2)} s`, `${((1000 * index) / pages).toFixed(2)} ms`, share];
}

function least(seconds) {
  return Math.min(...Array.from({length: TURNS}, seconds));
}

/**
 * Seconds of the processor that a build from nothing takes in the program itself, the disk left out.
 * On one thread: several turn in circles while they wait for each other.
 */
function processor(folder) {
  const build = [PROGRAM, 'build', '--quiet', '--no-print', '--no-cache', '--root', folder, '--out', join(folder, 'again')];
  const timed = ['-c', 'TIMEFORMAT=%U; time "$@" 2> "$0/problems.txt"', folder, ...build];
  const env = {...process.env, RAYON_NUM_THREADS: '1'};
  const {stderr, status} = spawnSync('bash', timed, {encoding: 'utf8', env});
  if (status !== 0) throw new Error(`the build ends with ${status}; see ${folder}/problems.txt`);
  rmSync(join(folder, 'again'), {recursive: true});
  return Number(stderr.trim());
}

function show(head, rows) {
  const ruled = [head, head.map((name) => (name === 'language' ? '---' : '---:')), ...rows];
  console.log(`${ruled.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
}

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

/** The script of search with its interface, which is a part of the script of every page. */
function scriptBytes(folder, files) {
  const name = [...files].find((name) => /^assets\/js\/theme\.\w+\.js$/.test(name));
  const script = readFileSync(join(folder, name), 'utf8');
  const end = script.indexOf('})();', script.lastIndexOf('Object.assign(KopruSearch'));
  return gzipSync(script.slice(script.indexOf('globalThis.KopruSearch'), end), {level: 9}).length;
}
