/**
 * Search, part 3 of 6: the index of a language as src/search writes it: its
 * manifest, chunks of words with their postings, and texts.
 */
(() => {
'use strict';

const {analysis, load, split} = KopruSearch;

const PARTS_PER_FILE = 4;
const MARK = 6;

const indexes = new Map();

/** The index of a language: its manifest, and how to get the rest. */
async function open(lang) {
  const manifest = await load(`${lang}/index`, `${lang}/index.js`);
  if (!indexes.has(lang)) indexes.set(lang, index(lang, manifest));
  return indexes.get(lang);
}

function index(lang, manifest) {
  const {fold, stem, ...rest} = analysis(manifest.rules);
  const stopForms = new Set(split(manifest.stop));
  const stopFolded = new Set([...stopForms].map(fold));
  const shortParts = new Set(split(manifest.rules.short_parts));
  const bound = new Set(split(manifest.rules.bound));
  const prefixes = new Set(split(manifest.rules.participles));
  const continued = new Set();
  let file = 0;
  for (const reader = numbers(manifest.texts.continued); reader.more();) continued.add(file += reader.number());

  const starts = {words: split(manifest.words.starts), ends: split(manifest.ends.starts)};

  /** All entries in the chunks of `kind` whose keys may begin with `prefix`. */
  async function entries(kind, prefix, most) {
    const lastBefore = (key) => Math.max(0, starts[kind].findLastIndex((start) => start <= key));
    const wanted = [lastBefore(prefix)];
    const last = Math.min(lastBefore(`${prefix}\uffff`), wanted[0] + most - 1);
    while (wanted.at(-1) < last) wanted.push(wanted.at(-1) + 1);
    const chunks = await Promise.all(wanted.map((number) => chunk(kind, number)));
    return chunks.length === 1 ? chunks[0] : chunks.flat();
  }

  const decoded = new Map();
  async function chunk(kind, number) {
    const name = `${kind}-${number}`;
    const mark = manifest[kind].marks.slice(number * MARK, (number + 1) * MARK);
    const text = await load(`${lang}/${name}`, `${lang}/${name}-${mark}.js`);
    if (!decoded.has(name)) decoded.set(name, kind === 'words' ? words(text) : unshare(text.split(' ')));
    return decoded.get(name);
  }

  function words(text) {
    const fields = text.split(' ');
    const forms = unshare(fields.filter((_, place) => place % 2 === 0));
    let long = null;
    return forms.map((form, place) => {
      const folded = fold(form);
      const entry = {form, folded, stem: stem(folded), list: fields[place * 2 + 1]};
      if (entry.list[0] === '~') {
        const [number, mark] = entry.list.slice(1).split('.');
        long = mark ? {name: `list-${number}`, mark, entries: []} : long;
        long.entries.push(entry);
        entry.long = long;
      }
      return entry;
    });
  }

  /** Loads the postings of a stem's forms, which are too long for their chunk. */
  async function fetchLong({name, mark, entries}) {
    const lists = await load(`${lang}/${name}`, `${lang}/${name}-${mark}.js`);
    entries.forEach((entry, place) => Object.assign(entry, {list: lists[place], long: null}));
  }

  /** The text of a part: {url, title, breadcrumbs, kind, topics, sections}. */
  async function part(number) {
    const file = Math.floor(number / PARTS_PER_FILE);
    const group = Math.floor(file / manifest.texts.group);
    const mark = manifest.texts.marks.slice(group * MARK, (group + 1) * MARK);
    const parts = await load(`${lang}/texts-${file}`, `${lang}/texts-${file}-${mark}.js`);
    const [url, title, breadcrumbs, kind, topics, sections] = parts[number % PARTS_PER_FILE];
    return {url, title, breadcrumbs, kind, topics, sections};
  }

  /** The first part of the page that a part belongs to. */
  function pageOf(number) {
    let file = Math.floor(number / PARTS_PER_FILE);
    if (number % PARTS_PER_FILE || !continued.has(file)) return number;
    while (continued.has(file)) file--;
    return file * PARTS_PER_FILE;
  }

  /** Typed on a keyboard without marks: `fuer`, `icin`. */
  const isBare = (form) => !/[^ -~]/.test(form);
  /** Stop words are known by their own letters: `yok`, but not `YÖK`. */
  const isStop = (form, folded) => stopForms.has(form) || (isBare(form) && stopFolded.has(folded));

  return {isBare, lang, pages: manifest.pages, fold, stem, ...rest, entries, fetchLong, part, pageOf, isStop, shortParts, prefixes, bound};
}

/** Words from a list in which each begins with so many letters of the one before. */
function unshare(list) {
  let before = '';
  return list.map((item) => (before = before.slice(0, value(item.charCodeAt(0))) + item.slice(1)));
}

/** The number that a sign stands for. */
function value(code) {
  return code - 35 - (code > 92 ? 1 : 0);
}

/** Reads signs, and numbers in base 45 made of them. */
function numbers(text) {
  let at = 0;
  const sign = () => value(text.charCodeAt(at++));
  const number = () => {
    let result = 0;
    for (let factor = 1; ; factor *= 45) {
      const digit = sign();
      result += (digit % 45) * factor;
      if (digit < 45) return result;
    }
  };
  return {sign, number, more: () => at < text.length};
}

/** Calls back with part, section and level of weight for each posting of an entry. */
function eachPosting(entry, callback) {
  let part = -1;
  for (const reader = numbers(entry.list); reader.more();) {
    part += reader.number();
    const sign = reader.sign();
    if (sign < 64) callback(part, sign >> 4, sign & 15);
    else callback(part, sign - 60, reader.sign());
  }
}

Object.assign(KopruSearch, {open, eachPosting});
})();
