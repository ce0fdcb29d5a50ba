// What a first visit costs: `node weight.mjs`, with the built site in KOPRU_SITE and KOPRU_SITE_FILE.
// One line for each page: bytes over the wire without pictures, script among them, how far
// the page moves while it loads and is read. Fails if a page is heavier than readers were promised.

import {gzipSync} from 'node:zlib';
import {examples, examplesOfKind, newPage, openPlaces} from './browser.mjs';

const MOST_BYTES = 60_000;
const MOST_SCRIPT = 20_000;
/** Milliseconds by which scripts come late, as on slow lines: what they move would be seen. */
const LATE = 300;
const SCREENS = {phone: {width: 360, height: 740}, desktop: {width: 1280, height: 900}};

const places = await openPlaces();
const {site, root, url} = places.http;
const kinds = ['chapter', 'practice', 'session', 'module', 'course', 'glossary', 'page'];
const names = [
  ...site.languages.flatMap((lang) => [`${lang}/index.html`, `${lang}/search/index.html`]),
  ...kinds.flatMap((kind) => examplesOfKind(site, kind)),
  ...examples(site).filter((name) => name.endsWith('/slides/index.html')),
];
let tooHeavy = 0;
console.log('    bytes   script  shift  page');
for (const name of names) {
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const {total, script, shift} = await visit(name, viewport);
    const kept = total <= MOST_BYTES && script <= MOST_SCRIPT && shift === 0;
    if (!kept) tooHeavy++;
    console.log(`${String(total).padStart(9)}${String(script).padStart(9)}${shift.toFixed(3).padStart(7)}  ${name} (${screen})${kept ? '' : '  TOO MUCH'}`);
  }
}
await places.close();
process.exitCode = tooHeavy ? 1 : 0;

/** A visit by somebody who was never here: the page is opened and read to its end. */
async function visit(name, viewport) {
  const {page} = await newPage(places.browser, root, {viewport});
  await page.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (globalThis.shift += entry.value)))
      .observe({type: 'layout-shift', buffered: true});
  });
  // The early one is waited for before anything is shown.
  await page.route(/(?<!early\.\w+)\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE));
    await route.continue();
  });
  const sizes = [];
  page.on('response', (response) => sizes.push(weigh(response)));
  await page.goto(url(name), {waitUntil: 'networkidle'});
  await page.evaluate(async () => {
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
      scrollTo(0, top);
      await new Promise(requestAnimationFrame);
    }
  });
  const shift = await page.evaluate(() => globalThis.shift);
  const loaded = (await Promise.all(sizes)).filter(({type}) => type !== 'image');
  const sum = (some) => some.reduce((bytes, one) => bytes + one.bytes, 0);
  await page.context().close();
  return {total: sum(loaded), script: sum(loaded.filter(({type}) => type === 'script')), shift};
}

/** Every web server packs text; fonts and pictures are packed already. */
async function weigh(response) {
  return {type: response.request().resourceType(), bytes: gzipSync(await response.body()).length};
}
