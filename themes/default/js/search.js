/**
 * Search, part 6 of 6: the question and its results.
 *
 * KopruSearch.query(text, {lang, limit, kind, topic}) is a promise of results,
 * best first: {url, title, section, excerpt, marks, score, others, breadcrumbs,
 * kind, topics, lang}, where `url` counts from the site's root and `marks` are
 * ranges of the excerpt. A page appears once, with its best section, so as not
 * to hide other pages; `others` are further sections of it: {url, section}.
 * `kind` and `topic` keep only the pages that have them.
 *
 * KopruSearch.near(text, {lang}) is a promise of words on the site that are
 * like those of a question without an answer.
 */
(() => {
'use strict';

const {findWords, guess, makeWord, nearest, open, rank, sum} = KopruSearch;

const EXCERPT = 180;
/** Pages that are read in search of a phrase. */
const READ = 12;
/** Pages that are read in search of a kind or topic. */
const FILTERED = 60;
/** Letters of a question, and words of it, that are looked at. */
const LETTERS = 300;
const WORDS = 12;
/** Words of a question that is no sentence. */
const FEW = 3;
/** Errors for each letter at which a word is worth proposing. */
const LIKE = 0.5;

async function query(text, options = {}) {
  const {lang = document.documentElement.lang, limit = 10, ...filter} = options;
  const index = await open(lang);
  const asked = plain(text);
  const words = await findWords(index, questionWords(index, asked));
  let ranked = rank(index, words);
  if (!ranked.length) {
    await guess(index, words);
    ranked = rank(index, words);
  }
  const wanted = phrases(index, asked);
  if (wanted.length) ranked = await withPhrases(index, ranked, wanted);
  if (filter.kind || filter.topic) ranked = await withFilter(index, ranked, filter);
  return Promise.all(ranked.slice(0, limit).map((hit) => result(index, hit, words)));
}

const plain = (text) => String(text).slice(0, LETTERS * 4).normalize('NFC').slice(0, LETTERS);

async function near(text, {lang = document.documentElement.lang} = {}) {
  const index = await open(lang);
  const lists = await Promise.all(questionWords(index, plain(text)).map((word) => nearest(index, word, LIKE)));
  const found = lists.flat().sort(([, first], [, second]) => first - second).map(([entry]) => entry);
  const stems = new Set();
  return found.filter(({stem}) => !stems.has(stem) && stems.add(stem)).slice(0, 5).map(({form}) => form);
}

/** The pages of a kind or on a topic. */
async function withFilter(index, ranked, {kind, topic}) {
  const read = await Promise.all(ranked.slice(0, FILTERED).map(async (hit) => [hit, await index.part(hit.part)]));
  const fits = ([, part]) => (!kind || part.kind === kind) && (!topic || part.topics.includes(topic));
  return read.filter(fits).map(([hit]) => hit);
}

/** The pages that hold every phrase, or all if none does. */
async function withPhrases(index, ranked, wanted) {
  const likely = ranked.filter((hit) => hit.whole).slice(0, READ);
  const found = (await Promise.all(likely.map((hit) => phraseHit(index, hit, wanted)))).filter(Boolean);
  return found.length ? found : ranked;
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
  const {url, title, breadcrumbs, kind, topics, sections} = await index.part(hit.part);
  const place = ([anchor, section]) => ({url: anchor ? `${url}#${anchor}` : url, section});
  const [anchor, heading, text] = sections[hit.section] || ['', '', ''];
  const shown = text || sections.map((section) => section[2]).find(Boolean) || '';
  const others = hit.others.filter((section) => sections[section]).map((section) => place(sections[section]));
  const found = {...place([anchor, heading]), title, score: hit.score, others};
  return {...found, ...excerpt(index, oneLine(shown), words), breadcrumbs, kind, topics, lang: index.lang};
}

/** A text in one line: what ends without a stop, such as the cell of a table, is set apart. */
function oneLine(text) {
  return text.replace(/(.)\n/gu, (_, last) => (/[.!?:;,…]/.test(last) ? `${last} ` : `${last} · `));
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
  // In a question of few words, a stop word may be part of the next: re registered.
  if (words.length <= FEW) words.forEach((word, place) => (word.after = place && !telling.includes(words[place - 1]) ? words[place - 1] : null));
  const prefix = words[words.length - 1];
  if (telling.length && prefix !== telling[0] && index.prefixes.has(prefix.folded)) {
    // Wie melde ich mich an: the verb is anmelden.
    telling[0].other = makeWord(index, prefix.form + telling[0].form, false);
  }
  return (telling.length ? telling : words).slice(0, WORDS);
}

/** The texts between quotation marks, as lists of folded words. */
function phrases(index, text) {
  const quoted = [...text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]/g)].map((match) => match[1]);
  return quoted.map((phrase) => foldedTokens(index, phrase)).filter((phrase) => phrase.length > 1);
}

function foldedTokens(index, text) {
  return index.tokens(text).filter(({joined}) => !joined).map(({form}) => index.fold(form));
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

Object.assign(KopruSearch, {near, query});
})();
