import type { Route } from './http-types.ts';

/** The pages that the app package names for Teams administrators: no script, no cookie, nothing personal. */
export function publicPageRoutes(): Route[] {
  return [
    page('/', 'esafety', [
      'This is the e-safety desk of a school’s staff chat. It has no pages to sign in to: staff use it in the chat.',
      'If a child is in immediate danger, ring 999 now.',
    ]),
    page('/privacy', 'Privacy', [
      'What staff report here is recorded by their own school, which decides what is kept and for how long. Everything that tells the story is encrypted.',
      'The program sends nothing to its makers. It talks to the school’s chat platform and to its own database only.',
      'Questions about your data go to the school’s data protection officer.',
    ]),
    page('/terms', 'Terms of use', [
      'This service is for staff of the school. Report only what you saw, heard or were told, and attach no pictures.',
      'It does not replace a telephone call. If a child is in immediate danger, ring 999. Anyone may also ring the police or children’s social care directly.',
    ]),
  ];
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};
const STYLE =
  ':root{color-scheme:light dark}body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1.25rem}h1{font-size:1.6rem;line-height:1.25}';

function page(path: string, title: string, paragraphs: string[]): Route {
  const body = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === 'esafety' ? title : `${title} – esafety`}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</main></body></html>`;
  return { method: 'GET', path, handle: async () => ({ status: 200, headers: HEADERS, body }) };
}
