import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';
import { escapeHtml } from './drawn.ts';
import { escapeScript, inlineModules } from './inline-modules.ts';
import { PLATFORM_RENDERERS } from './renderings.ts';
import { type GallerySection, makeSections } from './sections.ts';

const PUBLIC = join(projectRoot, 'playground', 'public');
const HERE = import.meta.dirname;
/** What the playground draws Teams' cards with, each after what it imports. */
const PLAYGROUND_MODULES = ['dom.js', 'filtered-choice.js', 'host-config.js', 'markdown.js', 'render-card.js'];
const STYLES = ['page.css', 'frames.css', 'slack.css', 'google-chat.css', 'discord.css'];
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

/** The whole gallery as one page that loads nothing. */
export function makePage(): string {
  const { sections, teamsCards } = makeSections();
  return `<!doctype html>
<html lang="en-GB" data-theme="light" data-width="wide">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Every card and form – e-safety</title>
<style>
${readStyles()}
</style>
</head>
<body>
<a class="skip-link" href="#views">Skip to the cards</a>
${makeTopBar(sections)}
<div class="layout">
<nav class="sidebar" id="sidebar" aria-label="Cards and forms">
<label class="search"><span>Find a card or form</span><input id="search" type="search" autocomplete="off" placeholder="receipt, note, closed …"></label>
${sections.map(makeLinks).join('\n')}
<p class="nothing" id="nothing" role="status" hidden>Nothing is called that.</p>
</nav>
<main id="views" tabindex="-1">
${sections.map(({ html }) => html).join('\n')}
</main>
</div>
<p class="said" id="said" role="status"></p>
<noscript>The cards of Microsoft Teams are drawn by Microsoft’s renderer, which needs JavaScript.</noscript>
<script type="application/json" id="teams-cards">${JSON.stringify(teamsCards).replace(/</g, '\\u003c')}</script>
<script>
${escapeScript(readLibrary('adaptivecards', 'dist/adaptivecards.min.js'))}
</script>
<script>
${escapeScript(readLibrary('markdown-it', 'dist/markdown-it.min.js'))}
</script>
<script>
${escapeScript(`(() => {\n${inlineModules(PUBLIC, PLAYGROUND_MODULES)}\nwindow.drawTeamsCard = modules['render-card.js'].renderCard;\n})();`)}
${escapeScript(readFileSync(join(HERE, 'page.js'), 'utf8'))}
</script>
</body>
</html>
`;
}

function readStyles(): string {
  const shared = ['tokens.css', 'cards.css'].map((name) => readFileSync(join(PUBLIC, 'styles', name), 'utf8'));
  const own = STYLES.map((name) => readFileSync(join(HERE, 'styles', name), 'utf8'));
  return [...shared, ...own].join('\n').replace(/\/\*[\s\S]*?\*\//g, '');
}

function readLibrary(name: string, file: string): string {
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  return readFileSync(join(folder, file), 'utf8').replace(/\n\/\/# sourceMappingURL=.*$/m, '');
}

function makeTopBar(sections: GallerySection[]): string {
  const views = sections.reduce((sum, { views: names }) => sum + names.length, 0);
  const platforms = PLATFORM_RENDERERS.map(
    ({ platform, title }) =>
      `<label class="chip"><input type="checkbox" name="platform" value="${platform}" checked><span>${escapeHtml(title)}</span></label>`,
  );
  const choice = (name: string, value: string, label: string, checked: boolean): string =>
    `<label><input type="radio" name="${name}" value="${value}"${checked ? ' checked' : ''}><span>${label}</span></label>`;
  return `<header class="topbar">
<button class="menu" id="menu" type="button" aria-expanded="false" aria-controls="sidebar">List</button>
<h1>Every card and form <span>${views} views on ${PLATFORM_RENDERERS.length} platforms</span></h1>
<div class="controls">
<fieldset class="chips"><legend>Platforms</legend>${platforms.join('')}</fieldset>
<fieldset class="switch"><legend>Width</legend>${choice('width', 'wide', 'Computer', true)}${choice('width', 'narrow', 'Phone', false)}</fieldset>
<fieldset class="switch"><legend>Theme</legend>${choice('theme', 'light', 'Light', true)}${choice('theme', 'dark', 'Dark', false)}</fieldset>
</div>
</header>`;
}

function makeLinks({ kind, views }: GallerySection): string {
  const links = views.map((name) => `<li><a href="#${name}">${escapeHtml(name)}</a></li>`);
  return `<section class="links"><h2>${escapeHtml(kind)}</h2><ul>${links.join('')}</ul></section>`;
}
