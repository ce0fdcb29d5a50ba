// What readers do on a page: by keyboard, without script, in another language.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {examplesOfKind, newPage, openPlaces} from './browser.mjs';
import {nothing} from './expect.mjs';

let places;
before(async () => (places = await openPlaces()));
after(() => places.close());

/** A page for every place (web server, double click) with the noise to be checked at the end. */
async function everywhere(options, act) {
  for (const place of [places.http, places.file]) {
    const {page, noise} = await newPage(places.browser, place.root, options);
    await act(page, place);
    await page.context().close();
    nothing(noise);
  }
}

const focused = (page) => page.locator(':focus');

test('the first stop of the Tab key is a visible link to the content, and it works', () =>
  everywhere({}, async (page, {site, url}) => {
    for (const name of [`${site.languages[0]}/index.html`, ...examplesOfKind(site, 'chapter')]) {
      await page.goto(url(name));
      await page.keyboard.press('Tab');
      assert.equal(await focused(page).getAttribute('class'), 'skip-link');
      const {x, y, width, height} = await focused(page).boundingBox();
      assert.ok(x >= 0 && y >= 0 && width > 40 && height > 20, `the link is hidden on ${name}`);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.ok(await focused(page).evaluate((element) => element.closest('main') !== null), `it skips nothing on ${name}`);
    }
  }));

test('a term shows its definition to the pointer, the keyboard and the finger, and then leads to its page', () =>
  everywhere({hasTouch: true}, async (page, {site, url}) => {
    await page.goto(url(examplesOfKind(site, 'chapter')[0]));
    const [term, tip] = [page.locator('.prose a.term').first(), page.locator('.term-tip')];
    const definition = await page.locator(`#${await term.getAttribute('aria-describedby')}`).textContent();
    await term.hover();
    assert.equal(await tip.textContent(), definition);
    await tip.hover();
    assert.ok(await tip.isVisible(), 'the pointer may rest on it');
    await page.keyboard.press('Escape');
    assert.ok(await tip.isHidden());
    await page.mouse.move(0, 0);
    await term.focus();
    const {x, width} = await tip.boundingBox();
    assert.ok(x >= 0 && x + width <= 1280, 'it stays in the window');
    await term.blur();
    const address = page.url();
    await term.tap();
    assert.ok(await tip.isVisible());
    assert.equal(page.url(), address);
    await term.tap();
    await page.waitForURL((other) => String(other) !== address);
    assert.ok((await page.locator('.summary').textContent()).includes(definition));
  }));

test('another language shows the same section', () =>
  everywhere({reducedMotion: 'reduce'}, async (page, {site, url}) => {
    for (const kind of ['chapter', 'practice', 'session']) {
      const [name] = examplesOfKind(site, kind);
      await page.goto(url(name));
      const links = await page.locator('[data-contents] a').evaluateAll((all) => all.map((link) => link.hash));
      await switchesAt(page, url(name), links[Math.floor(links.length / 2)]);
    }
  }));

/** From a section of a page through all languages and back. */
async function switchesAt(page, address, hash) {
  await page.goto('about:blank');
  await page.goto(address + hash);
  await untilAtTop(page, hash);
  const languages = await page.locator('[data-languages] a').evaluateAll((all) => all.map((link) => link.lang));
  for (const lang of languages) {
    const link = page.locator(`[data-languages] a[lang="${lang}"]`);
    // The reader goes to where the languages are, which takes the eyes off the section.
    await link.scrollIntoViewIfNeeded();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await link.click();
    await page.waitForURL((url) => url.pathname.includes(`/${lang}/`));
    assert.equal(new URL(page.url()).hash, hash, `from ${address}${hash} to ${page.url()}`);
    await untilAtTop(page, hash);
  }
}

/** Waits for the page to glide to its heading. */
function untilAtTop(page, hash) {
  return page.waitForFunction((hash) => {
    const {top} = document.querySelector(hash).getBoundingClientRect();
    return top >= 0 && top < innerHeight / 2;
  }, hash, {timeout: 5000});
}

test('without script the text, the ways through the site and the languages are there', () =>
  everywhere({javaScriptEnabled: false}, async (page, {site, url}) => {
    for (const name of examplesOfKind(site, 'chapter')) {
      await page.goto(url(name));
      assert.ok((await page.locator('main').innerText()).length > 2000, 'the text is there');
      assert.ok(await page.locator('.site-menu [aria-current=page]').isVisible(), 'the menu is unfolded on wide screens');
      assert.ok(await page.locator('.contents a').first().isVisible(), 'and so are the contents');
      assert.equal(await page.locator('[data-languages] a').count(), site.languages.length);
      await page.locator('.breadcrumbs a').last().click();
      await page.goBack();
      await page.locator('.neighbours a').first().click();
      assert.equal(await page.locator('h1').count(), 1);
    }
  }));

test('without script the menu of a phone unfolds, and the search button leads to the index from A to Z', () =>
  everywhere({javaScriptEnabled: false, viewport: {width: 360, height: 740}}, async (page, {site, url}) => {
    for (const name of examplesOfKind(site, 'chapter')) {
      await page.goto(url(name));
      const item = page.locator('.site-menu nav a').first();
      assert.ok(!await item.isVisible());
      await page.locator('.site-menu summary').click();
      assert.ok(await item.isVisible());
      await page.locator('.search input').fill('a');
      await page.locator('.search button').click();
      await page.waitForURL(/search\/(?:index\.html)?\?q=a$/);
      assert.ok(await page.locator('.index li a').count() > 100);
      await page.locator('.letters a').nth(3).click();
      assert.match(page.url(), /#letter--4$/);
    }
  }));

test('ticks in a checklist outlive a reload', () =>
  everywhere({}, async (page, {site, url}) => {
    for (const name of examplesOfKind(site, 'chapter')) {
      const boxes = page.locator('[data-checklist]').first().locator('input');
      const ticked = () => boxes.evaluateAll((all) => all.map((box) => box.checked));
      await page.goto(url(name));
      const before = await ticked();
      assert.ok(before.length > 2 && !before.includes(true));
      await boxes.nth(0).check();
      await boxes.nth(2).check();
      await page.reload();
      assert.deepEqual(await ticked(), before.map((_, place) => place === 0 || place === 2));
    }
  }));

test('a quiz says whether the answers are right', () =>
  everywhere({}, async (page, {site, url}) => {
    for (const name of examplesOfKind(site, 'session')) {
      await page.goto(url(name));
      const words = await page.locator('main').evaluate((main) => ({...main.dataset}));
      const quizzes = page.locator('[data-quiz]:has(.quiz-answers input)');
      assert.ok(await quizzes.count() > 1);
      for (const quiz of await quizzes.all()) await answerQuiz(quiz, words);
    }
  }));

async function answerQuiz(quiz, words) {
  const check = quiz.getByRole('button', {name: words.quizCheck});
  const verdict = quiz.locator('.quiz-verdict[role=status]');
  assert.equal(await verdict.textContent(), '');
  await quiz.locator('li:not([data-right]) input').first().check();
  await check.click();
  assert.equal(await verdict.textContent(), words.quizWrong);
  for (const box of await quiz.locator('[type=checkbox]').all()) await box.uncheck();
  for (const box of await quiz.locator('li[data-right] input').all()) await box.check();
  await check.click();
  assert.equal(await verdict.textContent(), words.quizRight);
  await quiz.locator('.quiz-key summary').click();
  assert.ok(await quiz.locator('.quiz-key > :not(summary)').first().isVisible());
}

test('reading preferences are kept in the browser, hold on every page, and set no cookie', () =>
  everywhere({}, async (page, {site, url}) => {
    const [lang] = site.languages;
    await page.goto(url(`${lang}/index.html`));
    const {size, ground} = await looks(page);
    await page.locator('[data-preferences] summary').click();
    await page.locator('[data-preferences] [value=largest]').check();
    await page.locator('[data-preferences] [value=dark]').check();
    await page.locator('[data-preferences] [value=more]').check();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('[data-preferences][open]').count(), 0);
    await page.goto(url(examplesOfKind(site, 'chapter')[0]));
    const chosen = await looks(page);
    assert.ok(chosen.size > size * 1.3, `letters of ${chosen.size} px`);
    assert.notEqual(chosen.ground, ground);
    assert.equal(chosen.ground, 'rgb(0, 0, 0)');
    assert.deepEqual(await page.context().cookies(), []);
    assert.equal(await page.locator('[data-preferences] :checked').evaluateAll((all) => all.map((one) => one.value).join()), 'largest,dark,more');
    await page.setViewportSize({width: 1280, height: 900});
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'large letters scroll sideways');
  }));

function looks(page) {
  return page.evaluate(() => ({
    size: parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize),
    ground: getComputedStyle(document.documentElement).backgroundColor,
  }));
}

test('footnotes stand beside the line that refers to them where there is room, and at the end everywhere', async () => {
  const {site, url, root} = places.http;
  const {page} = await newPage(places.browser, root);
  for (const name of examplesOfKind(site, 'chapter')) {
    await page.goto(url(name));
    for (const [width, beside] of [[1200, true], [1440, true], [1024, false], [360, false]]) {
      await page.setViewportSize({width, height: 900});
      const notes = await page.evaluate(() => [...document.querySelectorAll('.side-note')].map((note) => {
        const {top, left, right, height} = note.getBoundingClientRect();
        const reference = note.previousElementSibling.getBoundingClientRect();
        const text = document.querySelector('.prose').getBoundingClientRect();
        return {shown: height > 0, outside: left >= text.right && right <= innerWidth, near: top - reference.top};
      }));
      assert.ok(notes.length > 1, name);
      for (const note of notes) {
        assert.equal(note.shown, beside, `${name} at ${width} px`);
        if (beside) assert.ok(note.outside && note.near > -30 && note.near < 700, `${name}: ${JSON.stringify(note)}`);
      }
      assert.ok(await page.locator('.footnotes li').first().isVisible());
    }
  }
});
