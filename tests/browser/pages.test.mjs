// What holds for the markup of every page, read as files.

import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {promisify} from 'node:util';
import {attribute, text} from './built.mjs';
import {siteFrom} from './browser.mjs';
import {nothing} from './expect.mjs';
import {serve} from './server.mjs';

for (const variable of ['KOPRU_SITE', 'KOPRU_SITE_FILE']) {
  const site = siteFrom(variable);

  /** Fails with all that `find` gives for any page. */
  const never = (sentence, find) => test(`${variable}: ${sentence}`, () => {
    assert.ok(site.pages.length > 30, `${site.folder} is no handbook`);
    nothing(site.pages.flatMap((page) => find(page).map((what) => `${page.name}: ${what}`)));
  });

  never('no page has an error in its HTML', (page) => page.errors);

  never('no id occurs twice on a page', ({ids}) => ids.filter((id, place) => ids.indexOf(id) !== place));

  never('every page has one h1, and headings skip no level', ({elements}) => {
    const headings = elements.filter((element) => /^h[1-6]$/.test(element.tagName));
    const levels = headings.map((heading) => Number(heading.tagName[1]));
    const jumps = headings.filter((_, place) => levels[place] > (levels[place - 1] ?? 0) + 1);
    const count = levels.filter((level) => level === 1).length;
    return [...(count === 1 ? [] : [`${count} h1`]), ...jumps.map((heading) => `${heading.tagName} ${text(heading)}`)];
  });

  never('the page says what language it is in', ({name, elements}) => {
    const lang = attribute(elements[0], 'lang');
    // The choice of languages has none of its own.
    const expected = name === 'index.html' ? site.languages : [name.split('/')[0]];
    return expected.includes(lang) ? [] : [`lang="${lang}"`];
  });

  never('there is no script or style in the page itself', ({elements}) => elements
    .filter((element) => element.tagName === 'style' || attribute(element, 'style') !== undefined
      // Data for search engines is no script.
      || (element.tagName === 'script' && !attribute(element, 'src') && attribute(element, 'type') !== 'application/ld+json')
      || element.attrs.some(({name, value}) => /^on/.test(name) || /^\s*javascript:/i.test(value)))
    .map((element) => `${element.tagName} in line ${element.sourceCodeLocation?.startLine}`));

  never('every picture has an alternative text', ({elements}) => elements
    .filter((element) => element.tagName === 'img' && attribute(element, 'alt') === undefined)
    .map((element) => attribute(element, 'src')));
}

test('the HTML checker of the W3C finds nothing on any page', async () => {
  const site = siteFrom('KOPRU_SITE');
  // It holds files against a policy of content as if each folder were a host of its own, so it gets addresses.
  const server = await serve(site);
  const {messages} = await messagesOn(site.pages.map(({name}) => server.origin + name));
  await server.close();
  nothing(messages.filter((message) => !isMistaken(message, site))
    .map(({url, lastLine, type, message}) => `${url}:${lastLine}: ${type}: ${message}`));
});

/** What the checker tells of all `addresses`; it takes longer to start than to read them. */
async function messagesOn(addresses) {
  const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
  // Without the first option it refuses addresses of this machine.
  const options = ['-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', jar, '--exit-zero-always', '--stdout', '--format', 'json', '--no-langdetect'];
  const {stdout} = await promisify(execFile)('java', [...options, ...addresses], {maxBuffer: 2 ** 28});
  return JSON.parse(stdout);
}

/**
 * Two messages are wrong: data for search engines is no script, and a page for wrong addresses asks
 * the host that it will stand on.
 */
function isMistaken({url, message, extract}, {base}) {
  const data = message.startsWith('Inline script violates Content Security Policy') && extract.includes('<script type="application/ld+json">');
  const ownHost = url.endsWith('/404.html') && message.startsWith('Resource violates Content Security Policy') && message.includes(`“${base}`);
  return data || ownHost;
}
