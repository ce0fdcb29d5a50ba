// Runs the search script as a browser would, without one: a bare `document`
// whose scripts come from a folder.

import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import vm from 'node:vm';
import {gzipSync} from 'node:zlib';

/** The parts of the engine, in the order in which the theme joins them. */
const engine = ['search-load', 'search-analysis', 'search-index', 'search-words', 'search-rank', 'search']
  .map((part) => readFileSync(new URL(`../../themes/default/js/${part}.js`, import.meta.url), 'utf8'))
  .join('');

/** The engine on the built site in `folder`; `loaded` lists [file, gzipped bytes]. */
export function openSite(folder, lang = 'en') {
  const loaded = [];
  const context = vm.createContext({});
  context.document = {
    documentElement: {lang, dataset: {root: './'}},
    createElement: () => ({remove() {}}),
    head: {append: (script) => setImmediate(() => run(script))},
  };
  function run(script) {
    const file = join(folder, script.src);
    if (!existsSync(file)) return script.onerror();
    const source = readFileSync(file);
    loaded.push([script.src, gzipSync(source).length]);
    vm.runInContext(source.toString(), context, {filename: script.src});
    script.onload();
  }
  vm.runInContext(engine, context, {filename: 'search.js'});
  return {search: context.KopruSearch, loaded, context};
}
