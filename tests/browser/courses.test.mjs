// Courses in a browser: questions of every kind, slides, and packages as a learning platform plays them.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {after, before, test} from 'node:test';
import axe from 'axe-core';
import {newPage, openPlaces} from './browser.mjs';
import {nothing} from './expect.mjs';

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

const withQuiz = (site, kind) => site.pages.find((page) => page.name.startsWith('en/')
  && page.source.includes(`data-quiz="${kind}"`))?.name;

const verdicts = async (page, quiz) => ({
  words: await page.locator('main').evaluate((main) => ({...main.dataset})),
  check: async () => {
    await quiz.locator('button').click();
    return quiz.locator('.quiz-verdict[role=status]').textContent();
  },
});

for (const kind of ['order', 'match', 'short']) {
  test(`a question of the kind ${kind} is answered by keyboard and says whether it is right`, async () => {
    for (const place of [places.http, places.file]) {
      const name = withQuiz(place.site, kind);
      if (kind === 'short' && !name) continue; // asked in no session of the handbook
      const {page, noise} = await newPage(places.browser, place.root);
      await page.goto(place.url(name));
      const quiz = page.locator(`[data-quiz=${kind}]`).first();
      const {words, check} = await verdicts(page, quiz);
      assert.equal(await check(), words.quizWrong);
      for (const answer of await quiz.locator('.quiz-answers > li').all()) {
        await answer.locator('select').focus();
        await answer.locator('select').selectOption(await answer.getAttribute('data-right'));
      }
      assert.equal(await check(), words.quizRight);
      assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
      nothing(noise);
      await page.context().close();
    }
  });
}

const decks = (site) => site.pages.filter((page) => page.name.endsWith('/slides/index.html')).map((page) => page.name);

test('slides are shown by keyboard, seen at once, and left again', async () => {
  for (const place of [places.http, places.file]) {
    const [name] = decks(place.site);
    const {page, noise} = await newPage(places.browser, place.root);
    await page.goto(place.url(name));
    const slides = page.locator('.deck-slide');
    const count = await slides.count();
    assert.ok(count > 2);
    const visible = () => slides.evaluateAll((all) => all.filter((slide) => slide.offsetHeight).map((slide) => slide.id));
    assert.equal((await visible()).length, count, 'without a show they are a list');
    await page.locator('.deck-start button').click();
    assert.deepEqual(await visible(), ['slide--1']);
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await visible(), ['slide--2']);
    await page.keyboard.press('End');
    assert.deepEqual(await visible(), [`slide--${count}`]);
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Home');
    assert.equal(await page.locator(':focus').getAttribute('id'), 'slide--1');
    await page.keyboard.press('o');
    assert.equal((await visible()).length, count);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.deepEqual(await visible(), ['slide--2']);
    await page.keyboard.press('Escape');
    assert.equal((await visible()).length, count);
    nothing(noise);
    await page.context().close();
  }
});

test('axe finds nothing on slides, as a list, in the show and in the overview', async () => {
  const {site, url, root} = places.http;
  const {page} = await newPage(places.browser, root);
  const found = [];
  for (const name of decks(site).slice(0, 3)) {
    for (const keys of [[], ['ArrowRight'], ['o']]) {
      await page.goto(url(name));
      if (keys.length) await page.locator('.deck-start button').click();
      for (const key of keys) await page.keyboard.press(key);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      await page.evaluate(axe.source);
      const {violations} = await page.evaluate(() => globalThis.axe.run(document, {resultTypes: ['violations']}));
      found.push(...violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${name} ${keys}: ${id} at ${target.join(' ')}`)));
    }
  }
  nothing(found);
});

test('slides without script are a list', async () => {
  const {site, url, root} = places.http;
  const {page} = await newPage(places.browser, root, {javaScriptEnabled: false});
  await page.goto(url(decks(site)[0]));
  assert.ok(await page.locator('.deck-slide').last().isVisible());
});

test('a learning platform learns that a page is completed, and with what score', async () => {
  const {site} = places.http;
  const archive = [...site.files].find((name) => /^en\/.*scorm\.zip$/.test(name));
  const folder = mkdtempSync(join(tmpdir(), 'scorm-'));
  try {
    execFileSync('python3', ['-m', 'zipfile', '-e', join(site.folder, archive), folder]);
    const manifest = readFileSync(join(folder, 'imsmanifest.xml'), 'utf8');
    const pages = [...manifest.matchAll(/scormtype="sco" href="([^"]+)"/g)].map(([, href]) => href);
    assert.ok(pages.length > 2);
    const root = `${pathToFileURL(folder).href}/`;
    const {page, noise} = await newPage(places.browser, root);
    await page.addInitScript(() => {
      const values = (window.scorm = {calls: []});
      window.API = {
        LMSInitialize: () => (values.calls.push('initialize'), 'true'),
        LMSGetValue: (name) => values[name] ?? '',
        LMSSetValue: (name, value) => ((values[name] = value), 'true'),
        LMSCommit: () => (values.calls.push('commit'), 'true'),
        LMSFinish: () => (values.calls.push('finish'), 'true'),
      };
    });
    const asked = pages.find((href) => readFileSync(join(folder, href), 'utf8').includes('data-quiz="'));
    await page.goto(root + asked);
    assert.equal(await page.evaluate(() => window.scorm['cmi.core.lesson_status']), 'incomplete');
    const quizzes = await page.locator('[data-quiz]').all();
    for (const [index, quiz] of quizzes.entries()) {
      if (index > 0) {
        for (const box of await quiz.locator('li[data-right] input').all()) await box.check();
        for (const answer of await quiz.locator('.quiz-answers > li:has(select)').all()) {
          await answer.locator('select').selectOption(await answer.getAttribute('data-right'));
        }
      }
      await quiz.locator('button').click();
    }
    await page.locator('main > footer').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => window.scorm['cmi.core.lesson_status'] === 'completed');
    const score = await page.evaluate(() => Number(window.scorm['cmi.core.score.raw']));
    assert.equal(score, Math.round((100 * (quizzes.length - 1)) / quizzes.length));
    assert.deepEqual(await page.evaluate(() => {
      window.dispatchEvent(new Event('pagehide'));
      return window.scorm.calls.filter((call) => call !== 'commit');
    }), ['initialize', 'finish']);
    nothing(noise);
  } finally {
    rmSync(folder, {recursive: true});
  }
});
