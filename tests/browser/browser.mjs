// The browser of the tests and the two copies of the handbook that it opens.

import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {address, attribute, readSite} from './built.mjs';
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

/** One page of each kind in each language, the longest of its kind, which is likely to show the most. */
export function examples(site) {
  const longest = new Map();
  for (const page of site.pages.filter((page) => !page.is404)) {
    const key = `${languageOf(page)} ${kindOf(page)}`;
    const known = longest.get(key);
    if (!known || page.elements.length > known.elements.length) longest.set(key, page);
  }
  const always = site.languages.flatMap((lang) => [`${lang}/index.html`, `${lang}/search/index.html`]);
  const names = [...longest.values()].map((page) => page.name);
  return [...new Set(['index.html', ...always, ...names])].sort();
}

/** The example pages of one kind, one for each language. */
export function examplesOfKind(site, kind) {
  const wanted = new Set(site.pages.filter((page) => kindOf(page) === kind).map((page) => page.name));
  return examples(site).filter((name) => wanted.has(name));
}

function languageOf(page) {
  return page.name.split('/')[0];
}

function kindOf(page) {
  const body = page.elements.find((element) => element.tagName === 'body');
  return /\bkind-([\w-]+)/.exec(attribute(body, 'class') ?? '')?.[1] ?? 'none';
}
