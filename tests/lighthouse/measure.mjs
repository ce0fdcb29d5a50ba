// Lighthouse over the built handbook: `npm ci && node measure.mjs`, with the built site in KOPRU_SITE.
// One line for each page: the four categories on a phone, as Lighthouse simulates it. Fails below 100.

import {createReadStream} from 'node:fs';
import {createServer} from 'node:http';
import {stat} from 'node:fs/promises';
import {extname, join, resolve} from 'node:path';
import {createGzip} from 'node:zlib';
import {launch} from 'chrome-launcher';
import lighthouse from 'lighthouse';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const PAGES = [
  'tr/', 'en/', 'de/', 'de/handbuch/bedarfsanalyse/', 'tr/elkitabi/esit-muamele/', 'en/practices/municipal-dialogue/',
  'en/training/local-capacity/basics/needs-interview/', 'tr/search/', 'de/search/',
];
const TYPES = {'.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.txt': 'text/plain', '.xml': 'application/xml', '.webp': 'image/webp', '.png': 'image/png', '.jpg': 'image/jpeg'};

const server = createServer(answer);
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
});
let below = 0;
console.log(`${CATEGORIES.join(' ')}  page`);
for (const page of process.argv.length > 2 ? process.argv.slice(2) : PAGES) {
  const address = `http://127.0.0.1:${server.address().port}/${page}`;
  const {lhr} = await lighthouse(address, {port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error'});
  const scores = CATEGORIES.map((category) => Math.round(lhr.categories[category].score * 100));
  console.log(`${CATEGORIES.map((name, place) => String(scores[place]).padStart(name.length)).join(' ')}  ${page}`);
  for (const [place, category] of CATEGORIES.entries()) {
    if (scores[place] === 100) continue;
    below++;
    const lost = lhr.categories[category].auditRefs.filter(({id, weight}) => weight > 0 && lhr.audits[id].score < 1);
    lost.forEach(({id}) => console.log(`    ${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`));
  }
}
chrome.kill();
server.close();
process.exitCode = below ? 1 : 0;

/** A static host that packs text, as every host does. */
async function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = join(resolve(process.env.KOPRU_SITE), path.endsWith('/') ? `${path}index.html` : path);
  const known = await stat(file).then((found) => found.isFile(), () => false);
  if (!known) return response.writeHead(404).end();
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const packed = /^text|xml/.test(type);
  response.writeHead(200, {
    'content-type': type,
    'cache-control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'max-age=600',
    ...packed && {'content-encoding': 'gzip'},
  });
  const bytes = createReadStream(file);
  (packed ? bytes.pipe(createGzip()) : bytes).pipe(response);
}
