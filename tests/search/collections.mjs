// The collections that search is judged on: the handbook of this repository, a
// small town's pages (town/*.txt) and those of a city district (district/*.txt),
// each alone or among pages of other towns.

import {cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const LANGUAGES = ['tr', 'en', 'de'];

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The program that is judged. */
export const PROGRAM = process.env.KOPRU || join(root, 'target/release/kopru');
const here = fileURLToPath(new URL('.', import.meta.url));
const read = (file) => readFileSync(join(here, file), 'utf8');

/** The judged questions to a collection; `aside` ones are not looked at while tuning. */
export function questions(collection) {
  const lines = read(`${collection}.txt`).split('\n').filter((line) => line && !line.startsWith('#'));
  return lines.map((line) => {
    const [lang, kind, text, pages] = line.replace(/^~/, '').split('|');
    return {collection, lang, kind, text, pages: pages.split(' '), aside: line.startsWith('~')};
  });
}

/** Builds a collection with `distractors` other pages a language; returns the folder of the site. */
export function buildCollection(collection, distractors) {
  const folder = join(root, 'target', 'search', `${collection}-${distractors}`);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  if (collection === 'handbook') for (const part of ['content', 'locales', 'themes']) cpSync(join(root, part), join(folder, part), {recursive: true});
  else writePages(folder, collection);
  writeDistractors(folder, collection, distractors);
  const site = join(folder, 'public');
  execFileSync(PROGRAM, ['build', '--quiet', '--no-print', '--root', folder, '--out', site], {stdio: 'inherit'});
  return site;
}

function writePage(folder, lang, name, title, body) {
  const place = join(folder, 'content', lang);
  mkdirSync(join(place, name.split('/').slice(0, -1).join('/')), {recursive: true});
  writeFileSync(join(place, `${name}.md`), `---\ntitle: ${JSON.stringify(title)}\n---\n${body}\n`);
}

function writePages(folder, collection) {
  mkdirSync(join(folder, 'content'));
  writeFileSync(join(folder, 'content/site.yaml'), 'title: Town\nbase_url: https://town.example\nlanguages: [tr, en, de]\n');
  for (const lang of LANGUAGES) {
    for (const page of read(`${collection}/${lang}.txt`).split(/^@/m).slice(1)) {
      const [head, ...body] = page.split('\n');
      const [name, title] = head.split(' | ');
      writePage(folder, lang, name, title, body.join('\n'));
    }
  }
}

/**
 * Pages about what the collection does not treat, so that none answers a question;
 * topics with a `*` are the district's. KOPRU_DISTRACTORS names a folder of other
 * pages: <lang>/*.md.
 */
function writeDistractors(folder, collection, count) {
  const corpus = process.env.KOPRU_DISTRACTORS;
  for (const lang of LANGUAGES) {
    if (corpus) {
      for (const file of readdirSync(join(corpus, lang)).slice(0, count)) {
        mkdirSync(join(folder, 'content', lang, 'other'), {recursive: true});
        cpSync(join(corpus, lang, file), join(folder, 'content', lang, 'other', file));
      }
      continue;
    }
    const {topics: all, places, sentences} = parts(read(`town/other.${lang}.txt`));
    const topics = all.filter((topic) => collection !== 'district' || topic[0] !== '*').map((topic) => topic.replace('*', ''));
    const pick = picker(lang.charCodeAt(0));
    for (let number = 0; number < count; number++) {
      const slots = {t: topics[number % topics.length], p: places[Math.floor(number / topics.length) % places.length]};
      const filled = (sentence) => sentence.replace('{n}', 1 + pick(2000)).replace(/\{(\w)\}/g, (_, slot) => slots[slot]);
      const body = Array.from({length: 8}, () => filled(sentences[pick(sentences.length)]));
      writePage(folder, lang, `other/${number}`, `${slots.t}: ${slots.p} ${Math.floor(number / topics.length / places.length) || ''}`.trim(), body.join('\n\n'));
    }
  }
}

/** The lists of a text file with [headings]. */
function parts(text) {
  const sections = text.split(/^\[(\w+)\]\n/m).slice(1);
  return Object.fromEntries([0, 2, 4].map((at) => [sections[at], sections[at + 1].trim().split('\n')]));
}

/** Numbers that look random and are the same each time. */
function picker(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Every page of a built language: {url, title, text}. */
export function pagesOf(site, lang) {
  const folder = join(site, 'search', lang);
  if (!existsSync(folder)) return [];
  const pages = new Map();
  for (const file of readdirSync(folder).filter((name) => name.startsWith('texts-'))) {
    const script = readFileSync(join(folder, file), 'utf8');
    for (const [url, title, , , , sections] of JSON.parse(script.slice(script.indexOf(',') + 1, script.lastIndexOf(')')))) {
      const page = pages.get(url) || {url, title, text: title};
      page.text += ` ${sections.flatMap(([, heading, text]) => [heading, text]).join(' ')}`;
      pages.set(url, page);
    }
  }
  return [...pages.values()].sort((a, b) => (a.url < b.url ? -1 : 1));
}
