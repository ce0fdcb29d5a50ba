// A built site as files: its pages as trees, and the file behind an address.

import {readdirSync, readFileSync} from 'node:fs';
import {join, sep} from 'node:path';
import {parse} from 'parse5';

/** The site in `folder`, all of it read once. */
export function readSite(folder) {
  const names = readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll(sep, '/'))
    .sort();
  const files = new Set(names);
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const pages = names.filter((name) => name.endsWith('.html')).map((name) => readPage(name, read(name)));
  // A copy to take away has no address of its own: what is on the web is foreign to it.
  const sitemap = files.has('robots.txt') ? /^Sitemap: (.+)$/m.exec(read('robots.txt'))[1] : 'https://copy.invalid/';
  const base = new URL('.', sitemap).href;
  return {folder, files, pages, base, languages: languages(names), read};
}

/** The folders of the site that are languages. */
function languages(names) {
  return names.flatMap((name) => /^([a-z]{2,3}(?:-\w+)?)\/index\.html$/.exec(name)?.[1] ?? []);
}

/** A page as a tree, which is made when it is first asked for: most tests need few of them. */
function readPage(name, source) {
  let tree;
  const parsed = () => (tree ??= treeOf(source));
  return {
    name,
    source,
    is404: name.endsWith('404.html'),
    /** Old addresses lead to the new one before anybody could look at them. */
    leadsOn: source.includes('http-equiv="refresh"'),
    kind: /<body class="kind-([\w-]+)/.exec(source)?.[1] ?? 'none',
    get elements() {
      return parsed().elements;
    },
    get ids() {
      return parsed().ids;
    },
    get errors() {
      return parsed().errors;
    },
  };
}

function treeOf(source) {
  const errors = [];
  const tree = parse(source, {
    sourceCodeLocationInfo: true,
    onParseError: ({code, startLine}) => errors.push(`line ${startLine}: ${code}`),
  });
  const elements = [...elementsOf(tree)];
  const ids = elements.map((element) => attribute(element, 'id')).filter((id) => id !== undefined);
  return {elements, ids, errors};
}

function* elementsOf(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elementsOf(child);
}

export function attribute(element, name) {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** The words in an element, as one line. */
export function text(node) {
  const all = (part) => part.value ?? (part.childNodes ?? []).map(all).join('');
  return all(node).replace(/\s+/g, ' ').trim();
}

/** The address of a page below the site's root, as links of the build's style spell it. */
export function address(name, style) {
  return style === 'file' ? name : name.replace(/(^|\/)index\.html$/, '$1');
}

/**
 * The file that an absolute address means, or null if it is of another host.
 * A web server adds `index.html`, a double click does not.
 */
export function fileOf(site, url, style) {
  if (!url.href.startsWith(site.base)) return null;
  const path = decodeURIComponent(url.pathname.slice(new URL(site.base).pathname.length));
  return style === 'directory' && /(^|\/)$/.test(path) ? `${path}index.html` : path;
}
