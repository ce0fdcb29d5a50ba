// Follows every address in a built site: pages, files and anchors must exist,
// and nothing may be loaded from another host.
// Usage: node links.mjs FOLDER directory|file

import {resolve} from 'node:path';
import {SaxesParser} from 'saxes';
import {address, attribute, fileOf, readSite} from './built.mjs';

const ADDRESSES = ['href', 'src', 'action', 'poster'];
const LOADED_RELATIONS = /\b(stylesheet|icon|preload|modulepreload|prefetch|preconnect|dns-prefetch|manifest)\b/;

const [folder, style] = process.argv.slice(2);
const site = readSite(resolve(folder));
const anchors = new Map(site.pages.map((page) => [page.name, new Set(page.ids)]));
const problems = [];
let followed = 0;

site.pages.forEach(checkPage);
[...site.files].filter((name) => name.endsWith('.css')).forEach(checkStyles);
[...site.files].filter((name) => name.endsWith('.xml')).forEach(checkXml);

console.log(`${site.pages.length} pages, ${followed} addresses followed, ${problems.length} problems`);
if (!followed) problems.push('there is nothing to follow');
for (const problem of problems) console.log(`  ${problem}`);
process.exitCode = problems.length ? 1 : 0;

function checkPage(page) {
  const here = new URL(address(page.name, style), site.base);
  for (const element of page.elements) {
    for (const name of ADDRESSES) {
      const written = attribute(element, name);
      if (written === undefined) continue;
      const place = `${page.name}:${element.sourceCodeLocation?.startLine}: ${name}="${written}"`;
      checkAddress(written, here, place, isLoaded(element, name) && !page.is404);
    }
    const refresh = element.tagName === 'meta' && attribute(element, 'http-equiv') === 'refresh';
    if (refresh) checkAddress(attribute(element, 'content').replace(/^.*?url=/i, ''), here, `${page.name}: refresh`, false);
  }
}

/** The browser fetches it without being asked to. */
function isLoaded(element, name) {
  return name === 'src' || name === 'poster' || LOADED_RELATIONS.test(attribute(element, 'rel') ?? '');
}

function checkAddress(written, here, place, mustBeRelative) {
  if (!URL.canParse(written, here)) return problems.push(`${place} is no address`);
  const url = new URL(written, here);
  if (mustBeRelative && /^(?:https?:)?\/\//i.test(written)) return problems.push(`${place} is loaded from a host`);
  if (!/^https?:$/.test(url.protocol)) return;
  // An address with the host is always one of the web, where servers add `index.html`.
  checkTarget(url, place, written.startsWith(site.base) ? 'directory' : style);
}

function checkTarget(url, place, style) {
  const file = fileOf(site, url, style);
  if (file === null) return;
  followed += 1;
  if (!site.files.has(file)) return problems.push(`${place} leads to no file`);
  const anchor = decodeURIComponent(url.hash.slice(1));
  if (anchor && !anchors.get(file)?.has(anchor)) problems.push(`${place} leads to no anchor`);
}

function checkStyles(name) {
  for (const [found] of site.read(name).matchAll(/(?:url\(\s*|@import\s+)["']?(?:https?:)?\/\/[^)\s]*/g)) {
    problems.push(`${name}: ${found} is loaded from a host`);
  }
}

/** Sitemap and feeds are well-formed, and every address in them exists. */
function checkXml(name) {
  const parser = new SaxesParser({xmlns: true});
  let content = '';
  parser.on('error', (error) => problems.push(`${name}: ${error.message}`));
  parser.on('text', (text) => (content += text));
  parser.on('opentag', ({attributes}) => {
    content = '';
    if (attributes.href) checkXmlAddress(name, attributes.href.value);
  });
  parser.on('closetag', ({name: tag}) => {
    if (tag === 'loc' || tag === 'id') checkXmlAddress(name, content.trim());
  });
  parser.write(site.read(name)).close();
}

function checkXmlAddress(name, written) {
  const url = new URL(written);
  if (fileOf(site, url, 'directory') === null) return problems.push(`${name}: ${written} is of another host`);
  checkTarget(url, `${name}: ${written}`, 'directory');
}
