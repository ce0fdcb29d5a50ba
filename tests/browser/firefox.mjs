// Firefox, driven through Marionette, which is part of it: no driver, no package.

import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const PREFERENCES = {
  'marionette.port': 0,
  'app.update.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};
/** Milliseconds to start in. */
const PATIENCE = 60_000;

/** A browser without a window and with a profile of its own: {open, ask, close}. */
export async function startFirefox(preferences = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const lines = Object.entries({...PREFERENCES, ...preferences}).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const browser = spawn(FIREFOX, ['--headless', '--no-remote', '--marionette', '--profile', profile], {stdio: 'ignore', env: {...process.env, HOME: profile}});
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  const close = async () => {
    browser.kill();
    await ended;
    rmSync(profile, {recursive: true, force: true});
  };
  try {
    const command = await dial(await port(profile, browser));
    await command('WebDriver:NewSession', {});
    await command('WebDriver:SetTimeouts', {script: PATIENCE});
    return {
      open: (url) => command('WebDriver:Navigate', {url}),
      /** What a function of the page's world resolves to. */
      ask: async (question, ...args) => {
        const script = `const answer = arguments[arguments.length - 1];
          (${question})(...[...arguments].slice(0, -1)).then(answer, (error) => answer({error: String(error)}));`;
        return (await command('WebDriver:ExecuteAsyncScript', {script, args, sandbox: null})).value;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The port that the browser listens at, which it writes down once it does. */
async function port(profile, browser) {
  const file = join(profile, 'MarionetteActivePort');
  for (const end = Date.now() + PATIENCE; Date.now() < end && browser.exitCode === null;) {
    const written = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (written) return written;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${FIREFOX} does not listen`);
}

/** A function that sends a command and waits for its result; messages are JSON behind their length. */
async function dial(port) {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map();
  let received = Buffer.alloc(0);
  let last = 0;
  const greeting = new Promise((resolve) => waiting.set(0, {resolve}));
  const take = (message) => {
    const [, id, error, result] = Array.isArray(message) ? message : [1, 0, null, message];
    const {resolve, reject} = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  };
  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    for (let colon; (colon = received.indexOf(':')) > 0;) {
      const end = colon + 1 + Number(received.subarray(0, colon));
      if (received.length < end) return;
      take(JSON.parse(received.subarray(colon + 1, end)));
      received = received.subarray(end);
    }
  });
  socket.on('error', (error) => waiting.forEach(({reject}) => reject?.(error)));
  await greeting;
  return (name, parameters) => new Promise((resolve, reject) => {
    waiting.set(++last, {resolve, reject});
    const text = JSON.stringify([0, last, name, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
}
