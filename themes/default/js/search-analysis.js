/**
 * Search, part 2 of 6: text to words, by the same rules as src/search/analyze.rs.
 * The vectors in tests/search hold the two equal.
 */
(() => {
'use strict';

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

/** A function that finds what it was asked before in a list. */
function remembered(find) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key);
  };
}

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
    if (/^[a-z0-9]*$/.test(word)) return word;
    let small = word.normalize('NFC').replace(INVISIBLE, '');
    if (rules.dotless_i) small = small.replace(/I/g, 'ı').replace(/İ/g, 'i');
    return small.toLowerCase().normalize('NFC');
  }

  const fold = remembered((form) => {
    const plain = form.normalize('NFKD').replace(/[\p{M} ]/gu, '').toLowerCase()
      .replace(/[ıßæœþøđðłς]/g, (letter) => PLAIN[letter]).replace(/\u0307/g, '');
    return rules.digraphs ? plain.replace(/(^|[^aeiouyq])([aou])e/g, '$1$2') : plain;
  });

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
  const pieceForms = remembered((piece) => {
    const at = piece.search(APOSTROPHE);
    if (at < 0) return [lower(piece)];
    const head = lower(piece.slice(0, at));
    const tail = lower(piece.slice(at).replace(new RegExp(APOSTROPHE, 'g'), ''));
    if ([...head].length < 2 && [...tail].length > 1) return [tail, head + tail];
    return isEndingChain(fold(tail)) ? [head] : [head, head + tail];
  });

  /** The forms of a text: {form, start, end, joined}; a joined form repeats others. */
  function tokens(text) {
    const found = [];
    // Marks without a letter fold to nothing.
    const add = (form, start, end, joined) => (/[a-z0-9]/.test(form) || fold(form)) && found.push({form, start, end, joined});
    for (const {0: run, index} of text.matchAll(RUN)) {
      const end = index + run.length;
      if (GROUPED.test(run)) add(run.replace(/\D/g, ''), index, end, false);
      else addPieces(run, index, end, add);
    }
    return found;
  }

  function addPieces(run, index, end, add) {
    const pieces = run.split(HYPHEN);
    let start = index;
    for (const piece of pieces) {
      pieceForms(piece).forEach((form, other) => add(form, start, start + piece.length, other > 0));
      start += piece.length + 1;
    }
    if (pieces.length > 1) add(pieces.map((piece) => pieceForms(piece)[0]).join(''), index, end, true);
  }

  // Endings follow one another in few ways, which a question asks for again and again.
  const isChain = remembered((tail) => chain.test(tail));

  return {rules, lower, fold, stem, tokens, participleVerb, isChain, alike};
}

Object.assign(KopruSearch, {analysis, split});
})();
