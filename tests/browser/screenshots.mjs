// Pictures of the handbook for its documentation: `node screenshots.mjs FOLDER`, with the
// built site in KOPRU_SITE. Home, chapter, record, session and search on a phone and on a
// desktop, light and dark, as WebP.

import {mkdir, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {newPage, openPlaces} from './browser.mjs';

const SCREENS = {
  phone: {viewport: {width: 360, height: 740}, hasTouch: true, isMobile: true},
  desktop: {viewport: {width: 1280, height: 800}},
};
const PAGES = {
  home: 'tr/index.html',
  chapter: 'de/handbuch/bedarfsanalyse/index.html',
  record: 'en/practices/municipal-dialogue/index.html',
  session: 'en/training/local-capacity/basics/needs-interview/index.html',
  search: 'de/search/index.html',
};
const QUALITY = 70;

const folder = resolve(process.argv[2]);
await mkdir(folder, {recursive: true});
const places = await openPlaces();
for (const [screen, options] of Object.entries(SCREENS)) {
  for (const colorScheme of ['light', 'dark']) {
    const {page} = await newPage(places.browser, places.http.root, {...options, colorScheme, reducedMotion: 'reduce'});
    const session = await page.context().newCDPSession(page);
    for (const [name, address] of Object.entries(PAGES)) {
      await page.goto(places.http.url(address) + (name === 'search' ? '?q=Beauftragte' : ''));
      if (name === 'search') await page.locator('[data-search-results] a').first().waitFor();
      const {data} = await session.send('Page.captureScreenshot', {format: 'webp', quality: QUALITY});
      await writeFile(join(folder, `${name}-${screen}-${colorScheme}.webp`), Buffer.from(data, 'base64'));
    }
    await page.context().close();
  }
}
await places.close();
