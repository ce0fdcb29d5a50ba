// A web server of files for tests, on the loopback interface alone.

import {createServer} from 'node:http';
import {readFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {fileOf} from './built.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
};

/** What a static host sends for an address: {status, type, body}. */
export function answer(site, url) {
  const file = fileOf(site, url, 'directory');
  if (site.files.has(file)) return reply(200, site, file);
  const lang = site.languages.find((lang) => file?.startsWith(`${lang}/`)) ?? site.languages[0];
  return reply(404, site, `${lang}/404.html`);
}

function reply(status, site, file) {
  return {status, type: TYPES[extname(file)] ?? 'application/octet-stream', body: readFileSync(join(site.folder, file))};
}

/** Serves the site in the root of a free port: {origin, close}. */
export async function serve(site) {
  const server = createServer((request, response) => {
    const {status, type, body} = answer(site, new URL(request.url.replace(/^\/+/, ''), site.base));
    response.writeHead(status, {'content-type': type}).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
