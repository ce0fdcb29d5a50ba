/**
 * Search, part 1 of 6: fetches the files of the index.
 *
 * Index files are scripts that call KopruSearch.receive, since file:// allows
 * neither `fetch` nor modules. None is loaded before the first question. The
 * page says where they are: <html lang data-root="path to the root">.
 *
 * The parts share nothing but the object KopruSearch. None may use the locale
 * of the browser (no toLocale…, no Intl).
 */
(() => {
'use strict';

globalThis.KopruSearch = {};

const received = new Map();
const loading = new Map();

function receive(name, data) {
  received.set(name, data);
}

/** The content of an index file, loaded once; a failed file may be asked for again. */
function load(name, file) {
  if (!loading.has(name)) {
    const promise = loadScript(name, file);
    promise.catch(() => loading.delete(name));
    loading.set(name, promise);
  }
  return loading.get(name);
}

function loadScript(name, file) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${document.documentElement.dataset.root || './'}search/${file}`;
    const fail = (what) => reject(new Error(`the search file ${file} ${what}`));
    const end = (act) => () => {
      script.remove();
      act();
    };
    script.onload = end(() => (received.has(name) ? resolve(received.get(name)) : fail('is damaged')));
    script.onerror = end(() => fail('could not be loaded'));
    document.head.append(script);
  });
}

Object.assign(KopruSearch, {receive, load});
})();
