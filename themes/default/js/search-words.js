/**
 * Search, part 4 of 6: the entries of the index that answer the words of a
 * question, each with how well it does, from 0 to 1: the same letters, the same
 * stem, a beginning, a part of a compound, a typing error.
 */
(() => {
'use strict';

const {split} = KopruSearch;

/** A word that is found this well needs no second thoughts. */
const GOOD = 0.6;
/** Found as it is written or inflected. */
const CERTAIN = 0.85;
/** What is found worse is not worth following. */
const POSSIBLE = 0.5;
/** A word at the start or the end of a compound. */
const COMPOUND = 0.7;
/** How much half of a compound says. */
const HALF = 0.8;
/** Errors for each letter at which a word may still be meant. */
const GUESS = 0.34;
/** The same where words are written together, and half of one may be another. */
const WIDE = 0.5;
/** Long lists that are loaded for one word. */
const LONG_LISTS = 2;
/** Compounds that are looked at for the word at their end. */
const MANY = 8;
/** Letters at the end of two compounds that are probably one word. */
const SAME_END = 5;

/** How well an entry of the index answers a word of the question, from 0 to 1. */
function likeness(index, word, entry) {
  if (entry.folded === word.folded) {
    if (entry.form === word.form) return 1;
    return index.isBare(word.form) ? 0.97 : 0.7;
  }
  const related = /\d/.test(word.folded) ? 0 : relation(index, word.folded, entry.folded);
  // Without related endings an equal stem may be an accident: Rechte, Rechnung.
  let level = entry.stem === word.stem ? (related ? 0.9 : 0.6) : related;
  // In a compound the first word may lose its ending: Schule, Schulamt.
  const start = index.rules.links && word.stem.length >= 3 ? word.stem : word.folded;
  if (start.length >= (word.last ? 2 : 3) && entry.folded.startsWith(start)) {
    const share = word.folded.length / entry.folded.length;
    level = Math.max(level, word.last ? 0.45 + 0.4 * share : 0.35 + 0.3 * share);
    // What follows is probably a word of its own: Deutschkurs.
    const compound = index.rules.links && isPart(index, word.folded) && entry.folded.length >= start.length + 4;
    if (compound) level = Math.max(level, COMPOUND);
  }
  return level;
}

/** Whether a word is long enough to be known in a compound. */
const isPart = (index, word) => word.length >= 4 || index.shortParts.has(word);

/** How many letters two words begin with alike. */
function sharedStart(a, b) {
  const shorter = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared++;
  return shared;
}

/** Whether two words are one with different endings, from 0 to 0.9: the longer their start, the surer. */
function relation(index, a, b) {
  const shorter = Math.min(a.length, b.length);
  let shared = sharedStart(a, b);
  if (shared < 3) return 0;
  const alike = index.alike.has(a[shared] + b[shared]) || index.alike.has(b[shared] + a[shared]);
  const chained = (from) => index.isChain(a.slice(from)) && index.isChain(b.slice(from));
  const least = shorter - shared;
  // A letter that only changes, as in kitap and kitabı, bury and burial, belongs to the start.
  if (alike && (chained(shared + 1) || chained(shared))) shared++;
  else if (!chained(shared)) {
    // Two endings may begin alike, as in danışmanlar and danışmanlık.
    if (shared < 6 || !chained(--shared)) return 0;
  }
  const short = shared === 3;
  if (short && least < 2) return 0;
  // A short start with two endings is often another word: başarı, basamak.
  const doubtful = shared === 4 && least > 0 && !alike;
  const start = short ? 0.1 : doubtful ? 0.2 : Math.min(0.5, 0.3 + 0.04 * Math.max(0, shared - 5));
  return start + 0.22 * (shared / a.length + shared / b.length);
}

function makeWord(index, form, last) {
  const folded = index.fold(form);
  return {form, folded, stem: index.stem(folded), last, weight: 1, found: new Map()};
}

/** Every word with the entries that answer it; a word may become two. */
async function findWords(index, words) {
  await Promise.all(words.map(async (word) => {
    word.found = await matches(index, word);
    if (word.other) for (const [entry, level] of await matches(index, word.other)) word.found.set(entry, level);
  }));
  for (let place = 0; place + 1 < words.length; place++) await findJoined(index, words[place], words[place + 1]);
  for (const word of words) if (word.after) await findJoined(index, word.after, word);
  const asked = words.flatMap((word) => (word.after?.found.size ? [word.after, word] : [word]));
  const found = await Promise.all(asked.map((word) => (isClear(index, word) ? [word] : reconsider(index, word))));
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
    const near = first.near && (first.folded.length >= 4 || link) ? first.near : await index.entries('words', joined.stem, 1);
    for (const entry of near) {
      if (entry.folded !== joined.folded && entry.stem !== joined.stem) continue;
      first.found.set(entry, 0.95);
      second.found.set(entry, 0.95);
    }
  }
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
  if (verb) {
    const meant = makeWord(index, verb, false);
    add(word.found, await matches(index, meant), 0.8);
    if (!word.found.size) add(word.found, await compoundEnds(index, meant), 0.8);
  }
  const ends = await index.entries('ends', backwards(word.stem).slice(0, 3), 2);
  if (index.rules.links) add(word.found, await compoundEnds(index, word));
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
  const isHalf = (part) => isPart(index, part) && !index.isStop(part, part);
  const starts = new Set(word.near.map((entry) => knownStart(index, folded, entry.folded)));
  const longestFirst = [...starts].filter(isHalf).sort((a, b) => b.length - a.length);
  let chosen = null;
  for (const start of longestFirst.slice(0, 5)) {
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

/** The start of `word` that is `known` but for its ending, or nothing: schornstein, schornsteine. */
function knownStart(index, word, known) {
  const shared = sharedStart(word, known);
  const rest = known.slice(shared);
  return !rest || (index.rules.links && index.isChain(rest)) ? known.slice(0, shared) : '';
}

/** The words of the index that are most like one that is not there, as entries with errors for each letter. */
async function nearest(index, word, most) {
  const near = await index.entries('words', word.stem.slice(0, 2), 3);
  const rated = [...new Set([...(word.near || []), ...near])].map((entry) => {
    const allowed = Math.floor(Math.max(word.folded.length, entry.folded.length) * most);
    return [entry, distance(word.folded, entry.folded, allowed).whole / word.folded.length];
  });
  return rated.filter(([, errors]) => errors <= most).sort(([a, first], [b, second]) => first - second || (a.form < b.form ? -1 : 1));
}

/** Words that nothing answers, with the words inside them, or else what is most like them. */
async function guess(index, words) {
  await Promise.all(words.map(async (word) => {
    word.found = await wordsInside(index, word);
    const near = word.found.size ? [] : await nearest(index, word, index.rules.links ? WIDE : GUESS);
    for (const [entry, errors] of near.slice(0, 3)) word.found.set(entry, (1 - errors) / 2);
    await fetchLists(index, word);
  }));
}

/** Entries that a compound begins or ends with, the longer the better, or else one in its middle. */
async function wordsInside(index, word) {
  // Every language writes some words together: hamamböceği.
  if (!index.rules.links) return compoundEnds(index, word);
  const {folded, stem, near} = word;
  const end = backwards(stem);
  const items = await index.entries('ends', end, 1);
  const share = (part) => (part.length / folded.length) * HALF;
  const found = await entriesOfStems(index, items.filter((item) => end.startsWith(item)).map(backwards), share);
  add(found, await sameEnds(index, stem, items));
  const addStarts = (rest, entries) => entries.forEach((entry) => {
    const start = knownStart(index, rest, entry.folded);
    if (start.length >= 4 && !index.isStop(entry.form, entry.folded)) found.set(entry, share(start));
  });
  addStarts(folded, near);
  // A word that stands at the end of others: Theaterkasse, Stadttheater.
  for (let at = folded.length - 3; at > 4 && !found.size; at--) {
    add(found, await compoundEnds(index, makeWord(index, folded.slice(0, at), false)), at / folded.length);
  }
  for (let at = 3; at + 4 < folded.length && !found.size; at++) {
    const rest = folded.slice(at);
    addStarts(rest, await index.entries('words', rest.slice(0, 4), 1));
  }
  return found;
}

/** Other compounds with the same word at their end, as far as one can tell: Baugutachten, Bodengutachten. */
async function sameEnds(index, stem, items) {
  const end = backwards(stem);
  const longest = Math.max(SAME_END, ...items.map((item) => sharedStart(item, end)));
  const same = items.filter((item) => sharedStart(item, end) === longest).slice(0, MANY);
  return entriesOfStems(index, same.map(backwards), () => (longest / stem.length) * HALF);
}

/** Entries of words that end with this one. */
async function compoundEnds(index, {stem}) {
  if (stem.length < 4) return new Map();
  // Some forms end in a letter more: Nachbarn, Grundstücksnachbar.
  const tails = [...new Set([stem, stem.replace(/[ns]$/, '')])].filter((tail) => tail.length >= 4).map(backwards);
  const found = await Promise.all(tails.map(async (tail) => {
    const items = await index.entries('ends', tail, 1);
    return items.filter((item) => item.startsWith(tail) && isHead(index, backwards(item.slice(tail.length))));
  }));
  return entriesOfStems(index, found.flat().slice(0, MANY).map(backwards), () => COMPOUND);
}

/** Whether what stands before a word makes a compound with it; `be` and `ver` make another word. */
const isHead = (index, head) => head.length >= 2 && !index.bound.has(head);

/** The entries with these stems, or those that begin with one that is no word, but the start of a compound. */
async function entriesOfStems(index, stems, level) {
  const found = new Map();
  await Promise.all(stems.map(async (stem) => {
    const near = (await index.entries('words', stem, 1)).filter((entry) => entry.stem.startsWith(stem));
    const same = near.filter((entry) => entry.stem === stem);
    for (const entry of same.length ? same : near) found.set(entry, level(stem));
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
  if (best(found) < POSSIBLE) return new Map([...await misspeltAtStart(index, stem, ends), ...found]);
  const [meant, level] = [...found].sort(([, a], [, b]) => b - a)[0];
  add(found, await matches(index, makeWord(index, meant.form, false)), level);
  return found;
}

/** Entries of stems that end like this one and differ before. */
async function misspeltAtStart(index, stem, ends) {
  if (stem.length < 5) return new Map();
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

Object.assign(KopruSearch, {best, findWords, guess, makeWord, nearest});
})();
