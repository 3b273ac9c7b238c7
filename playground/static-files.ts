import { createReadStream, existsSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendJson } from './http-helpers.ts';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing from elsewhere but the bot's pictures; adaptivecards writes style attributes, hence the inline styles. */
const securityHeaders = (picturesFrom: string) => ({
  'content-security-policy': `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: ${picturesFrom}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
});

/** The folders where an app manifest may lie: where the program was started and the project itself. */
export const findManifestFolders = (): string[] => [process.cwd(), dirname(dirname(findPublicFolder()))];

/** Serves the page and the two libraries it uses. `picturesFrom` is the origin of the pictures that cards show. */
export function serveStaticFile(res: ServerResponse, path: string, picturesFrom: string): void {
  const headers = securityHeaders(picturesFrom);
  const file = findLibrary(path) ?? findPublicFile(path === '/' ? '/index.html' : path);
  if (!file) {
    sendJson(res, 404, { message: 'There is nothing here.' }, headers);
    return;
  }
  const contentType = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
  res.writeHead(200, { ...headers, 'content-type': contentType });
  createReadStream(file).pipe(res);
}

const LIBRARIES: Record<string, [name: string, file: string]> = {
  '/lib/adaptivecards.js': ['adaptivecards', 'dist/adaptivecards.min.js'],
  '/lib/markdown-it.js': ['markdown-it', 'dist/markdown-it.min.js'],
};

function findLibrary(path: string): string | undefined {
  const [name, file] = LIBRARIES[path] ?? [];
  if (!name || !file) return undefined;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
  } catch {
    return undefined;
  }
}

/** Names the libraries that are not installed; the page cannot show cards without them. */
export const listMissingLibraries = (): string[] =>
  Object.entries(LIBRARIES).flatMap(([path, [name]]) => (findLibrary(path) ? [] : name));

function findPublicFile(path: string): string | undefined {
  const folder = findPublicFolder();
  const file = normalize(join(folder, decodeURIComponent(path)));
  return file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/** Beside this file, or in the sources when this file was compiled into `dist/playground`. */
function findPublicFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const compiled = join(here, '..', '..', 'playground', 'public');
  return existsSync(join(here, 'public')) ? join(here, 'public') : normalize(compiled);
}
