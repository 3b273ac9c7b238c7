import { createHash } from 'node:crypto';
import type { OpenExport } from './core/exports/open-export.ts';
import type { ExportedFile } from './exports/exported-file.ts';
import type { RawRequest, RawResponse, Route } from './http-types.ts';
import { describeError, type Log } from './log.ts';

/** More than this is no form of ours. */
const MOST_FORM_BYTES = 2_000;
const TOKEN = /^[\w-]{43}$/;

/**
 * The page on which somebody fetches a file with the code he was shown in the chat. Looking at it changes nothing, so that
 * programs that follow links for safety use none up; only a code that is sent opens a link, and every link that does not open
 * gets one and the same answer.
 */
export function downloadRoutes(given: { open: OpenExport; log: Log }): Route[] {
  return [
    { method: 'GET', path: '/download', handle: async ({ query }) => askForCode(new URLSearchParams(query).get('t')) },
    { method: 'POST', path: '/download', handle: (request) => fetchFile(given, request) },
  ];
}

async function fetchFile({ open, log }: { open: OpenExport; log: Log }, request: RawRequest): Promise<RawResponse> {
  const { token, code } = readForm(request);
  try {
    const opened = await open(token, code);
    if (!opened) return NOT_OPENED;
    // Loaded now: hardly anybody who starts the program takes a file out.
    const { composeFile } = await import('./exports/compose-file.ts');
    const file = await composeFile(opened.content);
    // Last of all, so that a link whose file could not be made still opens; and before the file leaves, so that none does unseen.
    return (await opened.useUp()) ? handOver(file) : NOT_OPENED;
  } catch (error) {
    log.error('file not handed out', { path: '/download', ...describeError(error) });
    return NOT_NOW;
  }
}

function readForm({ headers, body }: RawRequest): { token: string; code: string } {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');
  const form = new URLSearchParams(isForm && body.length <= MOST_FORM_BYTES ? body.toString('utf8') : '');
  return { token: form.get('t') ?? '', code: form.get('code') ?? '' };
}

function handOver({ name, type, body }: ExportedFile): RawResponse {
  const headers = {
    'content-type': type,
    // A name holds a reference and a kind alone, and nothing that could end the header.
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
    'cross-origin-resource-policy': 'same-origin',
    'x-robots-tag': 'noindex, nofollow',
  };
  return { status: 200, headers, body };
}

const STYLE = `:root{color-scheme:light dark;--line:#767676;--accent:#1f4f8f;--on-accent:#fff;--quiet:#4d4d4d}
@media (prefers-color-scheme:dark){:root{--line:#9a9a9a;--accent:#9cc2f5;--on-accent:#10243f;--quiet:#c4c4c4}}
body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1.25rem}
h1{font-size:1.6rem;line-height:1.25}
label{display:block;font-weight:600;margin-top:1.5rem}
input{font:1.375rem/1.3 ui-monospace,monospace;letter-spacing:.08em;text-transform:uppercase;box-sizing:border-box;width:100%;max-width:15rem;padding:.55rem .7rem;border:1px solid var(--line);border-radius:.4rem;background:Canvas;color:CanvasText}
button{font:inherit;font-weight:600;display:block;margin-top:1.25rem;padding:.65rem 1.4rem;min-height:2.75rem;border:0;border-radius:.4rem;background:var(--accent);color:var(--on-accent);cursor:pointer}
input:focus-visible,button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.quiet{color:var(--quiet);font-size:.9375rem;margin:.15rem 0 .6rem}
.end{margin-top:2.25rem}
@media (max-width:30rem){body{margin-top:1.5rem}input{max-width:none}button{width:100%}}`;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-robots-tag': 'noindex, nofollow',
};

function askForCode(token: string | null): RawResponse {
  // Whatever else stands in the address is not written back.
  const known = token !== null && TOKEN.test(token) ? token : '';
  return page(
    200,
    'Fetch your file',
    `<p>Type the code that you were shown in the chat. The file comes at once, and this link opens it one time only.</p>
<form method="post" action="/download">
<input type="hidden" name="t" value="${known}">
<label for="code">Code</label>
<p class="quiet" id="hint">Eight letters and digits, such as XXXX&#8209;XXXX</p>
<input id="code" name="code" type="text" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="hint">
<button type="submit">Fetch the file</button>
</form>
<p class="quiet end">The file is OFFICIAL-SENSITIVE. Keep it where only those who need it can read it.</p>`,
  );
}

/** One answer for a wrong code, a used or old link and one that never was: it must not tell which. */
const NOT_OPENED = page(
  403,
  'The file did not open',
  `<p>If the code was mistyped, go back and type it once more.</p>
<p>A link opens for ten minutes and one time only. If it is older or was used already, please ask for it again in the chat.</p>`,
);

const NOT_NOW = page(
  503,
  'The file cannot be fetched at the moment',
  `<p>Please go back and try once more in a minute. If it still does not come, ask for it again in the chat.</p>`,
);

function page(status: number, title: string, content: string): RawResponse {
  const body = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title} – esafety</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
${content}</main></body></html>`;
  return { status, headers: HEADERS, body };
}
