import { PlatformLimit } from '../../adapters/shared/platform-limit.ts';
import { type ExampleView, everyExampleView } from '../cards/example-views.ts';
import { escapeHtml, toHtml } from './drawn.ts';
import { PLATFORM_RENDERERS, type PlatformRenderer, type Rendering } from './renderings.ts';

/** The views of one kind, drawn on every platform. */
export interface GallerySection {
  kind: string;
  views: string[];
  html: string;
}

/** The cards that the browser draws, by the id of the place for each. */
export type TeamsCards = Record<string, unknown>;

/** Kinds of view that a place or a person is sent and no dialog ever answers with. */
const MESSAGES_ONLY = new Set([
  'case-card',
  'thread-line',
  'hand-off',
  'reporter-update',
  'place-stopped',
  'access-request',
  'task-card',
  'reminder',
  'case-taken',
  'also-told',
  'image-alert',
]);

/** Draws every example view on every platform. */
export function makeSections(): { sections: GallerySection[]; teamsCards: TeamsCards } {
  const teamsCards: TeamsCards = {};
  const kinds = new Map<string, ExampleView[]>();
  for (const example of everyExampleView()) {
    const kind = example.view.name;
    kinds.set(kind, [...(kinds.get(kind) ?? []), example]);
  }
  const sections = [...kinds].map(([kind, examples]) => ({
    kind,
    views: examples.map(({ name }) => name),
    html: `<section class="kind" data-kind="${kind}"><h2>${escapeHtml(kind)}</h2>${examples
      .map((example) => drawView(example, teamsCards))
      .join('\n')}</section>`,
  }));
  return { sections, teamsCards };
}

function drawView({ name, view }: ExampleView, teamsCards: TeamsCards): string {
  const cells = PLATFORM_RENDERERS.map((renderer) => drawCell({ name, view }, renderer, teamsCards));
  return `<article class="view" id="${name}" aria-labelledby="title-${name}">
<h3 id="title-${name}"><a href="#${name}">${escapeHtml(name)}</a></h3>
<div class="columns" role="region" tabindex="0" aria-label="${escapeHtml(name)} on each platform">${cells.join('')}</div>
</article>`;
}

function drawCell({ name, view }: ExampleView, renderer: PlatformRenderer, teamsCards: TeamsCards): string {
  const { platform, title } = renderer;
  let drawings: string[];
  try {
    drawings = renderer
      .render(view)
      .filter(({ surface }) => surface === 'message' || !MESSAGES_ONLY.has(view.name))
      .map((rendering, index) => drawRendering(`${name}-${platform}-${index}`, rendering, renderer, teamsCards));
  } catch (error) {
    if (!(error instanceof PlatformLimit)) throw error;
    drawings = [`<p class="limit">${escapeHtml(error.message)}</p>`];
  }
  return `<section class="cell" data-platform="${platform}" aria-label="${escapeHtml(title)}"><h4>${escapeHtml(title)}</h4>
<div class="drawings">${drawings.join('')}</div></section>`;
}

const SURFACE_TITLES = {
  message: 'Message',
  private: 'Message for one person',
  dialog: 'Dialog',
  home: 'Home page',
};

/** Stands for pictures: the gallery asks nobody for anything. */
const STAND_IN =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 16"%3E%3Crect width="40" height="16" fill="%23999"/%3E%3C/svg%3E';

function withStandIns(payload: unknown): unknown {
  return JSON.parse(JSON.stringify(payload), (_, value) =>
    value?.type === 'Image' ? { ...value, url: STAND_IN } : value,
  );
}

function drawRendering(
  id: string,
  { surface, payload, caption }: Rendering,
  { platform, draw }: PlatformRenderer,
  teamsCards: TeamsCards,
): string {
  const bytes = Buffer.byteLength(JSON.stringify(payload));
  const drawn = draw(payload);
  if (!drawn) teamsCards[id] = withStandIns(payload);
  const body = drawn
    ? toHtml(drawn, `${id}-`)
    : `<div class="teams-card" data-card="${id}"><p class="waiting">Drawn when it comes into view.</p></div>`;
  const inner =
    surface === 'message' || surface === 'private'
      ? `<div class="sender" aria-hidden="true"><span class="avatar-mark"></span><b>e-safety</b><span class="app-mark">APP</span><time>09:41</time></div>${body}`
      : body;
  return `<figure class="drawing ${surface}"><figcaption>${escapeHtml(caption ?? SURFACE_TITLES[surface])} <span>${formatSize(bytes)}</span></figcaption>
<div class="frame ${platform} ${surface}">${inner}</div></figure>`;
}

const formatSize = (bytes: number): string => (bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`);
