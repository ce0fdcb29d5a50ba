// What a browser puts on paper.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {after, before, test} from 'node:test';
import {examplesOfKind, newPage, openPlaces} from './browser.mjs';

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

const closeUp = (text) => text.replace(/[\s\u00ad\u2010-]/gu, '');

/** The sheets that the browser prints of its page, each without white space. */
async function sheets(page) {
  const pdf = await page.pdf({format: 'A4'});
  const text = execFileSync('pdftotext', ['-enc', 'UTF-8', '-raw', '-', '-'], {input: pdf, encoding: 'utf8'});
  return text.split('\f').map(closeUp);
}

test('a printed page has its text and the addresses of its links, no menus, and no row on two sheets', async () => {
  const {site, url, root} = places.http;
  const {page} = await newPage(places.browser, root);
  const named = examplesOfKind(site, 'chapter');
  const addresses = [];
  for (const name of named) {
    await page.goto(url(name));
    await page.emulateMedia({media: 'print'});
    const {title, menus, links, rows} = await page.evaluate(() => {
      const all = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
      return {
        title: document.querySelector('h1').textContent,
        menus: all('nav, form, .skip-link, .page-actions, .downloads').map((menu) => menu.outerHTML.slice(0, 120)),
        links: all('main a.external').map((link) => link.getAttribute('href')),
        rows: all('main table tbody tr').map((row) => row.textContent),
      };
    });
    assert.deepEqual(menus, [], `menus are printed on ${name}`);
    const printed = await sheets(page);
    const all = printed.join('');
    assert.ok(all.includes(closeUp(title)), `no title on ${name}`);
    const lost = links.filter((href) => !all.includes(closeUp(href)));
    assert.deepEqual(lost, [], `addresses are not printed on ${name}`);
    const cut = rows.filter((row) => !printed.some((sheet) => holds(sheet, row)));
    assert.deepEqual(cut, [], `rows are cut on ${name}`);
    addresses.push(...links);
  }
  assert.ok(addresses.length > 0, 'no page has a link to another host');
  await page.context().close();
});

/** Whether all words of a table's row stand on the sheet. */
const holds = (sheet, row) => row.split(/\s+/u).every((word) => sheet.includes(closeUp(word)));
