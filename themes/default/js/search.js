/**
 * The search engine: finds and ranks pages in the index that src/search made.
 *
 * KopruSearch.query(text, {lang, limit}) is a promise of results, best first:
 * {url, title, section, excerpt, marks, score, breadcrumbs, kind, lang}, where
 * `url` counts from the site's root and `marks` are ranges of the excerpt. A
 * page appears once, with its best section, so as not to hide other pages.
 *
 * Index files are scripts that call KopruSearch.receive, since file:// allows
 * neither `fetch` nor modules. None is loaded before the first question. The
 * page says where they are: <html lang data-root="path to the root">.
 *
 * Nothing here may use the locale of the browser (no toLocale…, no Intl).
 */
(() => {
'use strict';

// ---- Loading ------------------------------------------------------------

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

// ---- Analysis: the same as src/search/analyze.rs --------------------------

const LETTER = '[\\p{Alphabetic}\\p{N}\\p{M}\\u00AD\\u200B-\\u200D\\u2060]';
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060]/g;
const HYPHEN = /[-\u2010\u2011]/;
const APOSTROPHE = /['’ʼ]/;
const GROUPED = /[.,\u00A0\u202F]/;
const RUN = new RegExp(
  `\\d{1,3}(?:[.,\\u00A0\\u202F]\\d{3})+(?![\\p{Alphabetic}\\p{N}])|` +
  `${LETTER}+(?:['’ʼ\\u2010\\u2011-]${LETTER}+)*`, 'gu');
const PLAIN = {ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ς: 'σ'};
const VOWEL = /[aeiouy]/;
const split = (list) => list.split(' ').filter(Boolean);

function analysis(rules) {
  const endings = new Map();
  for (const [least, after, list] of rules.endings) {
    for (const ending of split(list)) endings.set(ending, [...(endings.get(ending) || []), {least, after}]);
  }
  for (const ending of split(rules.kept)) endings.set(ending, []);
  const longest = Math.max(0, ...[...endings.keys()].map((ending) => ending.length));
  const irregular = new Map();
  for (const [found, meant] of split(rules.irregular).map((pair) => pair.split('='))) {
    irregular.set(found, meant).set(meant, meant);
  }
  const chain = new RegExp(`^(?:${split(rules.chain).join('|')})*$`);
  // Letters that stand for each other at the end of a stem, such as p and b.
  const alike = new Set(rules.finals.filter(([from]) => from.length === 1).map(([from, to]) => from + to));

  function lower(word) {
    let small = word.normalize('NFC').replace(INVISIBLE, '');
    if (rules.dotless_i) small = small.replace(/I/g, 'ı').replace(/İ/g, 'i');
    return small.toLowerCase().normalize('NFC');
  }

  function fold(form) {
    const plain = form.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
      .replace(/[ıßæœþøđðłς]/g, (letter) => PLAIN[letter]).replace(/\u0307/g, '');
    return rules.digraphs ? plain.replace(/(^|[^aeiouyq])([aou])e/g, '$1$2') : plain;
  }

  function stem(folded) {
    if (!/^[a-z]+$/.test(folded)) return folded;
    let left = folded;
    for (;;) {
      if (irregular.has(left)) return irregular.get(left);
      const shorter = withoutEnding(left);
      if (shorter === null) break;
      left = shorter;
    }
    const last = left.length >= 4 && rules.finals.find(([from]) => left.endsWith(from));
    if (last) left = left.slice(0, -last[0].length) + last[1];
    return irregular.get(left) || left;
  }

  function withoutEnding(word) {
    for (let length = Math.min(longest, word.length); length > 0; length--) {
      const ways = endings.get(word.slice(-length));
      if (!ways) continue;
      // An ending that belongs to the word.
      if (!ways.length) return null;
      const left = word.slice(0, -length);
      if (ways.some((way) => mayFollow(way, left))) return left;
    }
    return null;
  }

  function mayFollow({least, after}, left) {
    const fits = after === 'any' || VOWEL.test(left.slice(-1)) === (after === 'vowel');
    return fits && left.length >= least && VOWEL.test(left);
  }

  function participleVerb(folded) {
    const [, root] = /^(.+?)(?:et|t|en)$/.exec(folded) || ['', ''];
    for (const part of split(rules.participles)) {
      const prefix = part === '-' ? '' : part;
      const verb = root.slice(prefix.length + 2);
      if (root.startsWith(`${prefix}ge`) && verb.length >= 3) return prefix + verb;
    }
    return null;
  }

  function isEndingChain(tail) {
    if (!tail) return true;
    for (let length = 1; length <= tail.length; length++) {
      if (endings.has(tail.slice(0, length)) && isEndingChain(tail.slice(length))) return true;
    }
    return false;
  }

  /** The forms of a piece without hyphens, the main one first. */
  function pieceForms(piece) {
    const at = piece.search(APOSTROPHE);
    if (at < 0) return [lower(piece)];
    const head = lower(piece.slice(0, at));
    const tail = lower(piece.slice(at).replace(new RegExp(APOSTROPHE, 'g'), ''));
    if ([...head].length < 2 && [...tail].length > 1) return [tail, head + tail];
    return isEndingChain(fold(tail)) ? [head] : [head, head + tail];
  }

  /** The forms of a text: {form, start, end, joined}; a joined form repeats others. */
  function tokens(text) {
    const found = [];
    for (const match of text.matchAll(RUN)) {
      const place = {start: match.index, end: match.index + match[0].length};
      if (GROUPED.test(match[0])) {
        found.push({form: match[0].replace(/\D/g, ''), joined: false, ...place});
        continue;
      }
      const pieces = match[0].split(HYPHEN).map(pieceForms);
      let start = place.start;
      match[0].split(HYPHEN).forEach((piece, index) => {
        const end = start + piece.length;
        pieces[index].forEach((form, other) => found.push({form, joined: other > 0, start, end}));
        start = end + 1;
      });
      if (pieces.length > 1) found.push({form: pieces.map(([main]) => main).join(''), joined: true, ...place});
    }
    return found.filter(({form}) => form);
  }

  return {rules, lower, fold, stem, tokens, participleVerb, isChain: (tail) => chain.test(tail), alike};
}

// ---- The index ------------------------------------------------------------

const PARTS_PER_FILE = 4;
const MARK = 6;
const WEIGHTS = Array.from({length: 16}, (_, level) => 0.25 * 1.26 ** level);

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
  const prefixes = new Set(split(manifest.rules.participles));
  const continued = new Set();
  let file = 0;
  for (const reader = numbers(manifest.texts.continued); reader.more();) continued.add(file += reader.number());

  /** All entries in the chunks of `kind` whose keys may begin with `prefix`. */
  async function entries(kind, prefix, most) {
    const starts = split(manifest[kind].starts);
    const lastBefore = (key) => starts.filter((start) => start <= key).length - 1;
    const first = Math.max(0, lastBefore(prefix));
    const last = Math.min(lastBefore(`${prefix}\uffff`), first + most - 1);
    const wanted = starts.map((_, number) => number).slice(first, Math.max(first, last) + 1);
    const chunks = await Promise.all(wanted.map((number) => chunk(kind, number)));
    return chunks.flat();
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

  /** The text of a part: {url, title, breadcrumbs, kind, sections}. */
  async function part(number) {
    const file = Math.floor(number / PARTS_PER_FILE);
    const group = Math.floor(file / manifest.texts.group);
    const mark = manifest.texts.marks.slice(group * MARK, (group + 1) * MARK);
    const parts = await load(`${lang}/texts-${file}`, `${lang}/texts-${file}-${mark}.js`);
    const [url, title, breadcrumbs, kind, sections] = parts[number % PARTS_PER_FILE];
    return {url, title, breadcrumbs, kind, sections};
  }

  /** The first part of the page that a part belongs to. */
  function pageOf(number) {
    let file = Math.floor(number / PARTS_PER_FILE);
    if (number % PARTS_PER_FILE || !continued.has(file)) return number;
    while (continued.has(file)) file--;
    return file * PARTS_PER_FILE;
  }

  /** Stop words are known by their own letters: `yok`, but not `YÖK`. */
  const isStop = (form, folded) => stopForms.has(form) || (form === folded && stopFolded.has(folded));

  return {lang, pages: manifest.pages, fold, stem, ...rest, entries, fetchLong, part, pageOf, isStop, shortParts, prefixes};
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

// ---- Matching words ---------------------------------------------------------

/** A word that is found this well needs no second thoughts. */
const GOOD = 0.6;
/** Found as it is written or inflected. */
const CERTAIN = 0.85;
/** What is found worse is not worth following. */
const POSSIBLE = 0.5;
/** How much half of a compound says. */
const HALF = 0.8;
/** Long lists that are loaded for one word. */
const LONG_LISTS = 2;

/** How well an entry of the index answers a word of the question, from 0 to 1. */
function likeness(index, word, entry) {
  if (entry.folded === word.folded) {
    if (entry.form === word.form) return 1;
    return word.form === word.folded ? 0.97 : 0.7;
  }
  const related = /\d/.test(word.folded) ? 0 : relation(index, word.folded, entry.folded);
  // Without related endings an equal stem may be an accident: Rechte, Rechnung.
  let level = entry.stem === word.stem ? (related ? 0.9 : 0.6) : related;
  // In a compound the first word may lose its ending: Schule, Schulamt.
  const start = index.rules.links && word.stem.length >= 3 ? word.stem : word.folded;
  if (start.length >= (word.last ? 2 : 3) && entry.folded.startsWith(start)) {
    const share = word.folded.length / entry.folded.length;
    level = Math.max(level, word.last ? 0.45 + 0.4 * share : 0.35 + 0.3 * share);
  }
  return level;
}

/** Whether two words are one with different endings, from 0 to 0.75. */
function relation(index, a, b) {
  const shorter = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared++;
  if (shared < 3) return 0;
  const alike = index.alike.has(a[shared] + b[shared]) || index.alike.has(b[shared] + a[shared]);
  const ends = [a.slice(shared), b.slice(shared)];
  const short = shared === 3;
  const least = Math.min(ends[0].length, ends[1].length);
  if (short && (alike ? least > 1 : least < 2)) return 0;
  const chained = ends.every(index.isChain) || (alike && ends.every((end) => index.isChain(end.slice(1))));
  return chained ? (short ? 0.1 : 0.3) + 0.22 * (shared / a.length + shared / b.length) : 0;
}

/** The entries that answer a word, with their levels. */
async function matches(index, word) {
  const {stem} = word;
  const near = await Promise.all([
    index.entries('words', stem.slice(0, Math.max(4, stem.length - 2)), 2),
    index.entries('words', stem.slice(0, 3), 1),
    index.entries('words', stem, 1),
  ]);
  word.near = [...new Set(near.flat())];
  const found = new Map();
  for (const entry of word.near) {
    const level = likeness(index, word, entry);
    if (level > 0) found.set(entry, level);
  }
  return found;
}

const best = (found) => Math.max(0, ...found.values());

/** Second thoughts about a word that is not found: other readings, then typing errors. */
async function reconsider(index, word) {
  const verb = index.participleVerb(word.folded);
  if (verb) add(word.found, await matches(index, makeWord(index, verb, false)), 0.8);
  const ends = await index.entries('ends', backwards(word.stem).slice(0, 3), 2);
  add(word.found, await compoundEnds(index, word, ends));
  if (best(word.found) >= GOOD) return [word];
  const halves = await compoundHalves(index, word);
  if (halves && best(halves[1].found) >= CERTAIN * HALF) return halves;
  add(word.found, await misspelt(index, word, ends));
  return halves && best(word.found) < POSSIBLE ? halves : [word];
}

/** Adds entries that are not found better already. */
function add(found, others, factor = 1) {
  for (const [entry, level] of others) found.set(entry, Math.max(level * factor, found.get(entry) || 0));
}

const scaled = (found, factor) => new Map([...found].map(([entry, level]) => [entry, level * factor]));
const backwards = (text) => [...text].reverse().join('');

/** A word as two known ones written together, or null. */
async function compoundHalves(index, word) {
  const {folded} = word;
  const isHalf = (part) => (part.length >= 4 || index.shortParts.has(part)) && !index.isStop(part, part);
  const starts = new Set(word.near.flatMap((entry) => [entry.folded, entry.stem]));
  const longestFirst = [...starts].filter((start) => folded.startsWith(start) && isHalf(start))
    .sort((a, b) => b.length - a.length);
  let chosen = null;
  for (const start of longestFirst.slice(0, 3)) {
    for (const link of ['', ...split(index.rules.links)]) {
      const rest = folded.slice(start.length);
      if (!rest.startsWith(link) || !isHalf(rest.slice(link.length))) continue;
      const end = makeWord(index, rest.slice(link.length), word.last);
      end.found = await matches(index, end);
      if (best(end.found) >= POSSIBLE && (!chosen || best(end.found) > best(chosen.end.found))) chosen = {start, end};
    }
  }
  if (!chosen) return null;
  const begin = makeWord(index, chosen.start, false);
  begin.found = await matches(index, begin);
  return [begin, chosen.end].map((half) => ({...half, found: scaled(half.found, HALF), weight: 0.6}));
}

/** Entries that end with the word, in languages that write words together. */
async function compoundEnds(index, word, ends) {
  if (!index.rules.links || word.stem.length < 4) return new Map();
  const end = backwards(word.stem);
  const stems = ends.filter((item) => item.startsWith(end) && item.length >= end.length + 2).map(backwards);
  return entriesOfStems(index, stems.slice(0, 4), () => 0.7);
}

/** The entries with these stems. */
async function entriesOfStems(index, stems, level) {
  const found = new Map();
  await Promise.all(stems.map(async (stem) => {
    for (const entry of await index.entries('words', stem, 1)) {
      if (entry.stem === stem) found.set(entry, level(stem));
    }
  }));
  return found;
}

/** Entries that differ from the word by one typing error, or two if it is long. */
async function misspelt(index, word, ends) {
  const {folded, stem} = word;
  const found = new Map();
  if (folded.length < 4 || /\d/.test(folded)) return found;
  const allowed = folded.length < 8 ? 1 : 2;
  const near = await index.entries('words', stem.slice(0, 3), 3);
  for (const entry of new Set([...word.near, ...near])) {
    const level = misspeltLevel(word, entry, allowed);
    if (level) found.set(entry, level);
  }
  if (best(found) >= POSSIBLE) return found;
  return new Map([...await misspeltAtStart(index, stem, ends), ...found]);
}

/** Entries of stems that end like this one and differ before. */
async function misspeltAtStart(index, stem, ends) {
  if (stem.length < 4) return new Map();
  const limit = stem.length < 7 ? 1 : 2;
  const listed = ends.map((item) => [backwards(item), distance(backwards(stem), item, limit).whole]);
  const closest = listed.filter(([, errors]) => errors <= limit).sort(([, a], [, b]) => a - b).slice(0, 3);
  const levels = new Map(closest.map(([other, errors]) => [other, errors === 1 ? 0.55 : 0.4]));
  return entriesOfStems(index, [...levels.keys()], (other) => levels.get(other));
}

function misspeltLevel(word, entry, allowed) {
  // Short words that begin otherwise are other words: finde, Kinde.
  if (word.folded.length < 6 && word.folded[0] !== entry.folded[0]) return 0;
  const {whole, start} = distance(word.folded, entry.folded, allowed);
  if (whole === 1) return word.folded.length < 6 ? 0.5 : 0.62;
  if (whole <= allowed) return 0.45;
  const stems = word.stem.length >= 4 && entry.stem.length >= 4;
  if (stems && distance(word.stem, entry.stem, allowed).whole === 1) return 0.5;
  if (word.last && word.folded.length >= 5 && start <= 1) return 0.45;
  return 0;
}

/**
 * The errors (a letter more, less or other, two exchanged) that lead from `a`
 * to `b` as a whole, and from `a` to the nearest start of `b`.
 */
function distance(a, b, allowed) {
  const none = {whole: Infinity, start: Infinity};
  if (a.length - b.length > allowed) return none;
  let above = [], row = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (exchanged) next[j] = Math.min(next[j], above[j - 2] + 1);
    }
    if (Math.min(...next) > allowed) return none;
    above = row;
    row = next;
  }
  return {whole: row[b.length], start: Math.min(...row)};
}

// ---- The question -----------------------------------------------------------

function makeWord(index, form, last) {
  const folded = index.fold(form);
  return {form, folded, stem: index.stem(folded), last, weight: 1, found: new Map()};
}

/** The words of a question, without stop words if there are others. */
function questionWords(index, text) {
  const words = [];
  const typing = !/\s$/.test(text);
  const tokens = index.tokens(text);
  for (const {form, joined, end} of tokens) {
    const word = makeWord(index, form, typing && end === text.length);
    if (joined && words.length) words[words.length - 1].other = word;
    else words.push(word);
  }
  const telling = words.filter((word) => !index.isStop(word.form, word.folded));
  const prefix = words[words.length - 1];
  if (telling.length && prefix !== telling[0] && index.prefixes.has(prefix.folded)) {
    // Wie melde ich mich an: the verb is anmelden.
    telling[0].other = makeWord(index, prefix.form + telling[0].form, false);
  }
  return telling.length ? telling : words;
}

/** The texts between quotation marks, as lists of folded words. */
function phrases(index, text) {
  const quoted = [...text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]/g)].map((match) => match[1]);
  return quoted.map((phrase) => foldedTokens(index, phrase)).filter((phrase) => phrase.length > 1);
}

function foldedTokens(index, text) {
  return index.tokens(text).filter(({joined}) => !joined).map(({form}) => index.fold(form));
}

/** Every word with the entries that answer it; a word may become two. */
async function findWords(index, words) {
  await Promise.all(words.map(async (word) => {
    word.found = await matches(index, word);
    if (word.other) for (const [entry, level] of await matches(index, word.other)) word.found.set(entry, level);
  }));
  for (let place = 0; place + 1 < words.length; place++) await findJoined(index, words[place], words[place + 1]);
  const found = await Promise.all(words.map((word) => (isClear(index, word) ? [word] : reconsider(index, word))));
  const all = found.flat();
  await Promise.all(all.map((word) => fetchLists(index, word)));
  return all;
}

/** Loads the long lists of the entries that answer a word best, and drops the others. */
async function fetchLists(index, word) {
  const byLevel = [...word.found].sort(([, a], [, b]) => b - a).map(([entry]) => entry);
  const wanted = new Set(byLevel.map((entry) => entry.long).filter(Boolean));
  await Promise.all([...wanted].slice(0, LONG_LISTS).map(index.fetchLong));
  for (const entry of byLevel) if (entry.long) word.found.delete(entry);
}

/** Whether a word is found well enough; in compounds it may hide behind others. */
function isClear(index, word) {
  return best(word.found) >= (index.rules.links ? CERTAIN : GOOD);
}

/** Adds what two neighbours give when they are written together. */
async function findJoined(index, first, second) {
  for (const link of ['', ...split(index.rules.links)]) {
    const joined = makeWord(index, first.folded + link + second.folded, second.last);
    const near = first.folded.length >= 4 || link ? first.near : await index.entries('words', joined.stem, 1);
    for (const entry of near) {
      if (entry.folded !== joined.folded && entry.stem !== joined.stem) continue;
      first.found.set(entry, 0.95);
      second.found.set(entry, 0.95);
    }
  }
}

// ---- Ranking ------------------------------------------------------------------

/** The section that stands for a page's title, as in src/search/postings.rs. */
const TITLE = 12;
/** How much of a word is answered for each unit of its worth on a page. */
const DWELT = 0.7;

/** Pages by score, best first: {page, score, part, section}. */
function rank(index, words) {
  const pages = new Map();
  words.forEach((word, place) => gather(index, word, place, pages));
  // Of a very frequent word the index may keep the title alone.
  const inText = [...pages].filter(([, {sections}]) => sections.size);
  const ranked = inText.map(([number, page]) => score(number, page, words));
  return ranked.sort((a, b) => b.score - a.score || a.page - b.page);
}

const sum = (list, of) => list.reduce((total, item, place) => total + of(item, place), 0);

/**
 * Notes for every page what a word is worth in its title and its sections, by
 * the place of the word in the question, and how rare the word is.
 */
function gather(index, word, place, pages) {
  const strongest = best(word.found);
  const clear = strongest * 0.8;
  const holding = new Set();
  for (const [entry, found] of word.found) {
    // Beside a word that is found well, one that is merely like it says little.
    const level = found < clear ? found * found / strongest : found;
    eachPosting(entry, (part, section, weight) => {
      const number = index.pageOf(part);
      if (level >= clear) holding.add(number);
      if (!pages.has(number)) pages.set(number, {title: [], sections: new Map()});
      const {title, sections} = pages.get(number);
      if (section === TITLE) {
        // Here the weight tells how many words share the name.
        if (!title[place] || title[place].level < level) title[place] = {level, share: level / (16 - weight)};
        return;
      }
      const key = part * 16 + section;
      if (!sections.has(key)) sections.set(key, []);
      const value = WEIGHTS[weight] * level;
      const held = sections.get(key)[place];
      if (!held || held.value < value) sections.get(key)[place] = {value, level};
    });
  }
  const count = holding.size;
  word.rarity = word.weight * (1 + Math.log(1 + (index.pages - count + 0.5) / (count + 0.5)));
}

/**
 * A page's score and best section. Each word weighs as much as it is rare:
 *
 *   score = strength × coverage^1.5 × (1 + asked × named)
 *
 * where `strength` is what the words are worth on the page and in its best
 * section, on average; `coverage` the share of the question that the page
 * answers, a word in passing counting less; `asked` the share of the question
 * that the title answers; and `named` the share of the title, or of one of the
 * names it lists, that the question names.
 */
function score(number, {title, sections}, words) {
  const total = sum(words, (word) => word.rarity);
  const share = (of) => sum(words, (word, place) => word.rarity * of(place)) / total;
  const section = bestSection(title, sections, words);
  const sets = [...sections.values()];
  const bestOf = (place, field) => Math.max(0, ...sets.map((values) => (values[place] ? values[place][field] : 0)));
  const value = sum(words, (word, place) => word.rarity * Math.sqrt(bestOf(place, 'value')));
  const strength = (value + section.value) / 2;
  const coverage = share((place) => Math.min(bestOf(place, 'level'), DWELT * bestOf(place, 'value')));
  const asked = share((place) => (title[place] ? title[place].level : 0));
  const named = Math.min(1, sum(title.filter(Boolean), (held) => held.share));
  const points = strength * coverage * Math.sqrt(coverage) * (1 + asked * named);
  const place = {part: Math.floor(section.key / 16), section: section.key % 16};
  return {page: number, score: Math.round(points * 1e4) / 1e4, ...place, whole: section.whole};
}

/** The section that answers most of the question, and then best. */
function bestSection(title, sections, words) {
  let chosen = null;
  for (const [key, values] of [...sections].sort(([a], [b]) => a - b)) {
    const worth = (place) => (values[place] ? values[place].value : 0);
    // A word of the title belongs to every section.
    const told = (place) => worth(place) || (title[place] ? 1 : 0);
    const covered = sum(words, (word, place) => (told(place) ? word.rarity : 0));
    const value = sum(words, (word, place) => word.rarity * Math.sqrt(worth(place)));
    const better = !chosen || covered > chosen.covered || (covered === chosen.covered && value > chosen.value);
    if (better) chosen = {key, covered, value, whole: words.every((_, place) => told(place))};
  }
  return chosen;
}

// ---- Results --------------------------------------------------------------------

const EXCERPT = 180;
/** Pages that are read in search of a phrase. */
const READ = 12;

async function query(text, options = {}) {
  const {lang = document.documentElement.lang, limit = 10} = options;
  const asked = String(text).normalize('NFC').slice(0, 300);
  const index = await open(lang);
  const words = await findWords(index, questionWords(index, asked).slice(0, 12));
  const ranked = words.length ? rank(index, words) : [];
  const wanted = phrases(index, asked);
  const pages = wanted.length ? await withPhrases(index, ranked, wanted, limit) : ranked.slice(0, limit);
  return Promise.all(pages.map((hit) => result(index, hit, words)));
}

/** The pages that hold every phrase, or all if none does. */
async function withPhrases(index, ranked, wanted, limit) {
  const likely = ranked.filter((hit) => hit.whole).slice(0, READ);
  const found = (await Promise.all(likely.map((hit) => phraseHit(index, hit, wanted)))).filter(Boolean);
  return (found.length ? found : ranked).slice(0, limit);
}

async function phraseHit(index, hit, wanted) {
  const {title, sections} = await index.part(hit.part);
  const holds = (text, phrase) => ` ${foldedTokens(index, text).join(' ')} `.includes(` ${phrase.join(' ')} `);
  const inSection = ([, heading, text], phrase) => holds(heading, phrase) || holds(text, phrase);
  const section = sections.findIndex((section) => wanted.every((phrase) => inSection(section, phrase)));
  if (section >= 0) return {...hit, section};
  const somewhere = (phrase) => holds(title, phrase) || sections.some((section) => inSection(section, phrase));
  return wanted.every(somewhere) ? hit : null;
}

async function result(index, hit, words) {
  const {url, title, breadcrumbs, kind, sections} = await index.part(hit.part);
  const [anchor, heading, text] = sections[hit.section] || ['', '', ''];
  const shown = text || sections.map((section) => section[2]).find(Boolean) || '';
  const found = {url: anchor ? `${url}#${anchor}` : url, title, section: heading, score: hit.score};
  return {...found, ...excerpt(index, shown, words), breadcrumbs, kind, lang: index.lang};
}

/** The stretch of a text that shows most words of the question. */
function excerpt(index, text, words) {
  const marks = markedWords(index, text, words);
  let start = 0, most = 0;
  marks.forEach((first, at) => {
    const shown = new Set();
    for (const mark of marks.slice(at)) if (mark.end <= first.start + EXCERPT - 40) shown.add(mark.word);
    const value = sum([...shown], (word) => word.rarity);
    if (value > most + 1e-9) [most, start] = [value, first.start];
  });
  start = excerptStart(text, start);
  let end = Math.min(text.length, start + EXCERPT);
  if (end < text.length) end = Math.max(text.lastIndexOf(' ', end), start + EXCERPT - 40);
  const before = start > 0 ? '… ' : '';
  const shown = marks.filter((mark) => mark.start >= start && mark.end <= end);
  return {
    excerpt: before + text.slice(start, end) + (end < text.length ? ' …' : ''),
    marks: shown.map((mark) => [mark.start, mark.end].map((place) => place - start + before.length)),
  };
}

/** Goes back from the first word found to the start of its sentence, or a few words. */
function excerptStart(text, start) {
  const from = Math.max(0, start - 60);
  if (from === 0 && start <= 60) return 0;
  const before = text.slice(from, start);
  const sentence = Math.max(before.lastIndexOf('. '), before.lastIndexOf('? '), before.lastIndexOf('! '));
  if (sentence >= 0) return from + sentence + 2;
  const space = before.indexOf(' ', 20);
  return space >= 0 ? from + space + 1 : start;
}

/** Where a text holds words of the question: {start, end, word}. */
function markedWords(index, text, words) {
  const byForm = new Map();
  for (const word of words) for (const entry of word.found.keys()) byForm.set(entry.folded, word);
  const inside = words.filter((word) => word.stem.length >= 4);
  const marks = [];
  for (const {form, joined, start, end} of index.tokens(text)) {
    const folded = index.fold(form);
    const word = byForm.get(folded) || (index.rules.links && inside.find((word) => folded.includes(word.stem)));
    if (word && !(joined && marks.some((mark) => mark.end > start))) marks.push({start, end, word});
  }
  return marks;
}

globalThis.KopruSearch = {query, receive, open, analysis};
})();
