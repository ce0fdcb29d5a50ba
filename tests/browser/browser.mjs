// The browser of the tests and the two copies of the handbook that it opens.

import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {address, readSite} from './built.mjs';
import {answer, serve} from './server.mjs';

/** How every test starts the browser. */
export const LAUNCH = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--no-first-run',
  ],
};

/** The site in a folder that an environment variable names. */
export function siteFrom(variable) {
  const folder = process.env[variable];
  if (!folder) throw new Error(`${variable} must name the folder of a built handbook`);
  return readSite(resolve(folder));
}

/**
 * The handbook as readers meet it: from a web server and by double click.
 * Each place has `url(name)`, the address of a page file.
 */
export async function openPlaces() {
  const [served, copied] = ['KOPRU_SITE', 'KOPRU_SITE_FILE'].map(siteFrom);
  const server = await serve(served);
  const browser = await chromium.launch(LAUNCH);
  const root = `${pathToFileURL(copied.folder).href}/`;
  return {
    browser,
    http: {name: 'over HTTP', site: served, root: server.origin, url: (name) => server.origin + address(name, 'directory')},
    file: {name: 'by double click', site: copied, root, url: (name) => root + name},
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * A page of a fresh browser profile and its `noise`: all that the browser complains of
 * while it shows pages, and all that it asks of hosts other than `root`.
 */
export async function newPage(browser, root, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  const noise = [];
  page.on('console', (message) => noise.push(`${page.url()} ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`${page.url()} ${error}`));
  page.on('request', (request) => request.url().startsWith(root) || noise.push(`${request.url()} is foreign`));
  page.on('requestfailed', (request) => {
    // Not a failure: the reader went on before the page had all it asked for.
    const left = request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!left) noise.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => response.status() >= 400 && noise.push(`${response.url()} ${response.status()}`));
  return {page, noise};
}

/** Lets the pages of `context` meet the site at its own address on the web, where 404 pages expect it. */
export function standInForHost(context, site) {
  return context.route(`${site.base}**`, (route) => {
    const {status, type, body} = answer(site, new URL(route.request().url()));
    return route.fulfill({status, contentType: type, body});
  });
}

const chosen = new WeakMap();

/**
 * Few pages of each language that together show all there is: home, search, the richest of each kind,
 * and more until every sort of element that occurs in the language stands on one of them.
 */
export function examples(site) {
  if (!chosen.has(site)) chosen.set(site, ['index.html', ...site.languages.flatMap((lang) => examplesIn(site, lang))].sort());
  return chosen.get(site);
}

/**
 * A share of the examples for what no language changes: each sort of page in one of the languages,
 * which share their templates, and at another `turn` in another.
 */
export function examplesInTurn(site, turn) {
  return site.languages.flatMap((lang, place) => examples(site)
    .filter((name) => name.startsWith(`${lang}/`))
    .filter((_, number) => (number + turn) % site.languages.length === place));
}

function examplesIn(site, lang) {
  const pages = pagesIn(site, lang);
  const chosen = new Set([`${lang}/index.html`, `${lang}/search/index.html`, ...richestOfKinds(pages).values()]);
  const seen = new Set(pages.filter(({name}) => chosen.has(name)).flatMap(({sorts}) => [...sorts]));
  for (;;) {
    const news = ({sorts}) => [...sorts].filter((sort) => !seen.has(sort)).length;
    const next = best(pages, news);
    if (!news(next)) return [...chosen];
    chosen.add(next.name);
    next.sorts.forEach((sort) => seen.add(sort));
  }
}

/** The example pages of one kind, one for each language that has any. */
export function examplesOfKind(site, kind) {
  return site.languages.flatMap((lang) => richestOfKinds(pagesIn(site, lang)).get(kind) ?? []);
}

function pagesIn(site, lang) {
  return site.pages.filter(({name, is404, leadsOn}) => name.startsWith(`${lang}/`) && !is404 && !leadsOn)
    .map(({name, kind, source}) => ({name, kind, sorts: sortsOfElements(source)}));
}

/** Names of pages by kind. */
function richestOfKinds(pages) {
  const kinds = [...new Set(pages.map(({kind}) => kind))];
  return new Map(kinds.map((kind) => [kind, best(pages.filter((page) => page.kind === kind), ({sorts}) => sorts.size).name]));
}

/** The first of those that `count` most. */
function best(all, count) {
  return all.reduce((first, next) => (count(next) > count(first) ? next : first));
}

/** The start tags of a page as far as they differ in name, class, role and what scripts look for. */
function sortsOfElements(source) {
  return new Set(Array.from(source.matchAll(/<([a-z]\w*)([^>]*)>/g), ([, tag, attributes]) =>
    [tag, ...attributes.match(/ (?:class|role|type)="[^"]*"| data-[a-z]+/g) ?? []].join('')));
}
