// How well search answers: `node tests/search/evaluate.mjs`, after `cargo build --release`.
//
// Asks every judged question of the three collections, among 1,000 pages of other
// towns in each language, and prints for each language and kind of question how
// many are answered first (first), among the first five (five), the mean of one
// divided by the place of the right page (MRR), and how many have no answer at
// all (none); then the same for a plain baseline. The figures of docs/search.md
// are this output: `--markdown` prints it as they stand there.
//
//   --collection NAME  only this one (more than once: these)
//   --pages N    other pages a language, instead of 1,000
//   --tuning     only the questions that may be looked at, with those that fail
//
// Says which language is under a target, and ends with status 1 if one is.

import {parseArgs} from 'node:util';

import {baseline} from './baseline.mjs';
import {LANGUAGES, buildCollection, pagesOf, questions} from './collections.mjs';
import {openSite} from './site.mjs';

const TARGETS = {first: 0.95, five: 0.98, kind: 0.85, none: 0};
/** Results that are looked at for the place of the right one. */
const DEPTH = 20;

const {values: options} = parseArgs({options: {
  collection: {type: 'string', multiple: true, default: ['handbook', 'town', 'district']},
  pages: {type: 'string', default: '1000'},
  tuning: {type: 'boolean', default: false},
  markdown: {type: 'boolean', default: false},
}});

/** The place of the first right address, from 1, or infinity. */
function place(urls, {pages}) {
  const paths = [...new Set(urls.map((url) => url.split('#')[0]))];
  const right = (path) => pages.some((page) => `/${path}`.replace(/\/$/, '').endsWith(`/${page.replace(/\/$/, '')}`));
  return (paths.findIndex(right) + 1) || Infinity;
}

async function ask(collection) {
  const site = buildCollection(collection, Number(options.pages));
  const asked = questions(collection).filter(({aside}) => !(options.tuning && aside));
  const answers = [];
  for (const lang of LANGUAGES) {
    const {search} = openSite(site, lang);
    const plain = baseline(pagesOf(site, lang));
    for (const question of asked.filter((question) => question.lang === lang)) {
      const hits = await search.query(question.text, {lang, limit: DEPTH});
      const urls = hits.map(({url}) => url);
      const bare = plain(question.text);
      answers.push({...question, urls, ours: place(urls, question), theirs: place(bare, question), none: !urls.length, bareNone: !bare.length});
    }
  }
  return answers;
}

/** The figures of some answers as a row. */
function figures(answers, key, none) {
  const share = (test) => answers.filter(test).length / answers.length;
  const mean = answers.reduce((total, answer) => total + 1 / answer[key], 0) / answers.length;
  return {
    count: answers.length,
    first: share((answer) => answer[key] === 1),
    five: share((answer) => answer[key] <= 5),
    mrr: mean,
    none: answers.filter((answer) => answer[none]).length,
  };
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

function row(name, answers) {
  const ours = figures(answers, 'ours', 'none');
  const theirs = figures(answers, 'theirs', 'bareNone');
  return [...name, ours.count, percent(ours.first), percent(ours.five), ours.mrr.toFixed(3), ours.none,
    percent(theirs.first), percent(theirs.five), theirs.mrr.toFixed(3), theirs.none].map(String);
}

const HEAD = ['language', 'kind', 'questions', 'first', 'in five', 'MRR', 'none', 'baseline first', 'in five', 'MRR', 'none'];

function table(answers) {
  const rows = [HEAD];
  for (const lang of LANGUAGES) {
    const here = answers.filter((answer) => answer.lang === lang);
    if (!here.length) continue;
    const kinds = [...new Set(here.map(({kind}) => kind))];
    for (const kind of kinds) rows.push(row([lang, kind], here.filter((answer) => answer.kind === kind)));
    rows.push(row([lang, '**all**'], here));
    const aside = here.filter((answer) => answer.aside);
    if (aside.length) rows.push(row([lang, 'kept aside'], aside));
  }
  return rows;
}

function show(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])));
  const rule = widths.map((width, column) => (column < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head, ...rest] = rows.map(line);
  const lines = options.markdown ? [head, rule, ...rest].map((row) => `| ${row.join(' | ')} |`) : [head, ...rest].map((row) => row.join('  '));
  console.log(lines.join('\n'));
}

/** What falls short of the targets. */
function shortfalls(answers) {
  const short = [];
  for (const lang of LANGUAGES) {
    const here = answers.filter((answer) => answer.lang === lang);
    const {first, five, none} = figures(here, 'ours', 'none');
    if (first < TARGETS.first) short.push(`${lang}: ${percent(first)} first`);
    if (five < TARGETS.five) short.push(`${lang}: ${percent(five)} in five`);
    if (none > TARGETS.none) short.push(`${lang}: ${none} without an answer`);
    for (const kind of new Set(here.map(({kind}) => kind))) {
      const {first} = figures(here.filter((answer) => answer.kind === kind), 'ours', 'none');
      if (first < TARGETS.kind) short.push(`${lang}: ${percent(first)} first of kind ${kind}`);
    }
  }
  return short;
}

const answers = [];
for (const collection of options.collection) answers.push(...await ask(collection));
show(table(answers));
if (options.tuning) {
  for (const {collection, lang, kind, text, ours, urls, pages} of answers.filter(({ours}) => ours > 1)) {
    console.log(`${collection} ${lang} ${kind} “${text}” ${ours}: ${urls.slice(0, 3).join(' ')} (${pages.join(' ')})`);
  }
}
const short = shortfalls(answers);
short.forEach((line) => console.error(`under its target: ${line}`));
process.exitCode = short.length ? 1 : 0;
