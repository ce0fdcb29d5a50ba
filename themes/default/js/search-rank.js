/**
 * Search, part 5 of 6: from words with their entries to pages, best first.
 */
(() => {
'use strict';

const {best, eachPosting} = KopruSearch;

/** What the levels of weight are worth, as in src/search/postings.rs. */
const WEIGHTS = Array.from({length: 16}, (_, level) => 0.25 * 1.26 ** level);
/** The sections from here on stand for the names that a page's title lists. */
const TITLE = 12;
/** Sections that are named beside the best one of a page. */
const OTHERS = 3;
/** Pages that are weighed in full. */
const WEIGHED = 300;
/** How much of a word is answered for each unit of its worth on a page. */
const DWELT = 0.7;

/** Pages by score, best first: {page, score, part, section, others, whole}. */
function rank(index, words) {
  const pages = new Map();
  words.forEach((word, place) => gather(index, word, place, pages));
  // Of a very frequent word the index may keep the title alone.
  const inText = [...pages].filter(([, {sections}]) => sections.size);
  const ranked = likely(inText, words).map(([number, page]) => score(number, page, words));
  return ranked.sort((a, b) => b.score - a.score || a.page - b.page);
}

/** The pages on which the words are worth most; only these are weighed in full. */
function likely(pages, words) {
  if (pages.length <= WEIGHED) return pages;
  for (const [, page] of pages) page.reach = worth(page, words);
  const least = pages.map(([, {reach}]) => reach).sort((a, b) => b - a)[WEIGHED - 1];
  return pages.filter(([, {reach}]) => reach >= least);
}

/** What the words are worth on a page, each where it is worth most. */
const worth = ({values}, words) => sum(words, (word, place) => word.rarity * Math.sqrt(values[place] || 0));

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
      if (!pages.has(number)) pages.set(number, {title: [], names: [], values: [], levels: [], sections: new Map()});
      const {title, names, values, levels, sections} = pages.get(number);
      if (section >= TITLE) {
        title[place] = Math.max(level, title[place] || 0);
        const name = names[section - TITLE] ??= [];
        // Here the weight tells how many words share the name.
        name[place] = Math.max(level / (16 - weight), name[place] || 0);
        return;
      }
      const key = part * 16 + section;
      if (!sections.has(key)) sections.set(key, []);
      const value = WEIGHTS[weight] * level;
      values[place] = Math.max(value, values[place] || 0);
      levels[place] = Math.max(level, levels[place] || 0);
      const held = sections.get(key);
      held[place] = Math.max(value, held[place] || 0);
    });
  }
  const count = holding.size;
  word.rarity = word.weight * (1 + Math.log(1 + (index.pages - count + 0.5) / (count + 0.5)));
}

/**
 * A page's score and best section. Each word weighs as much as it is rare:
 *
 *   score = strength × coverage^1.5 × (1 + 1.5 × asked × named + named^4)
 *
 * where `strength` is what the words are worth on the page and in its best
 * section, on average; `coverage` the share of the question that the page
 * answers, a word in passing counting less; `asked` the share of the question
 * that the title answers; and `named` the share of the title, or of that of the
 * names it lists, that the question names most of: a page whose whole name stands in the
 * question is meant, whatever else is asked.
 */
function score(number, page, words) {
  const {title, names, values, levels, sections} = page;
  const total = sum(words, (word) => word.rarity);
  const share = (of) => sum(words, (word, place) => word.rarity * of(place)) / total;
  const section = bestSection(title, sections, words);
  const strength = (worth(page, words) + section.value) / 2;
  const coverage = share((place) => Math.min(levels[place] || 0, DWELT * (values[place] || 0)));
  const asked = share((place) => title[place] || 0);
  const named = Math.min(1, Math.max(0, ...names.filter(Boolean).map((name) => sum(name, (share) => share))));
  const points = strength * coverage * Math.sqrt(coverage) * (1 + 1.5 * asked * named + named ** 4);
  const place = {part: Math.floor(section.key / 16), section: section.key % 16};
  return {page: number, score: Math.round(points * 1e4) / 1e4, ...place, others: others(section, sections, words), whole: section.whole};
}

/** Other sections of the same part that answer the question about as well. */
function others(chosen, sections, words) {
  const near = [...sections].filter(([key]) => key !== chosen.key && key >> 4 === chosen.key >> 4)
    .map(([key, values]) => [key & 15, worth({values}, words)]).filter(([, value]) => value > chosen.value / 2);
  return near.sort(([a, first], [b, second]) => second - first || a - b).slice(0, OTHERS).map(([section]) => section);
}

/** The section that answers most of the question, and then best. */
function bestSection(title, sections, words) {
  let chosen = null;
  for (const [key, values] of [...sections].sort(([a], [b]) => a - b)) {
    // A word of the title belongs to every section.
    const told = (place) => values[place] || title[place];
    const covered = sum(words, (word, place) => (told(place) ? word.rarity : 0));
    const value = worth({values}, words);
    const better = !chosen || covered > chosen.covered || (covered === chosen.covered && value > chosen.value);
    if (better) chosen = {key, covered, value, whole: words.every((_, place) => told(place))};
  }
  return chosen;
}

Object.assign(KopruSearch, {rank, sum});
})();
