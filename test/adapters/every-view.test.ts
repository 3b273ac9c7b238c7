import { createHash } from 'node:crypto';
import { expect, describe as group, it } from 'vitest';
import { describe } from '../../cards/describe.ts';
import type { Showable } from '../../cards/model.ts';
import type { Platform } from '../../src/core/platforms.ts';
import type { View } from '../../src/core/views.ts';
import { everyExampleView } from '../cards/example-views.ts';
import { findLostTexts, listWanted } from '../gallery/lost-texts.ts';
import { PLATFORM_RENDERERS, type PlatformRenderer, type Rendering, type Surface } from '../gallery/renderings.ts';
import { expectGolden } from '../support/golden.ts';
import { keepPayload } from '../support/payload-sink.ts';

const examples = everyExampleView();
/** A golden file larger than this says its size and its digest alone. */
const LARGEST_GOLDEN_BYTES = 30 * 1024;

/** Where a platform has no room for a text of a form, and where it is shown instead. */
interface Fallback {
  /** The surfaces that together show everything. */
  surfaces: Surface[];
  /** What is left out, and why nobody misses it. */
  without?: (form: Showable) => string[];
}

/**
 * Slack and Google Chat open a form from a message: the dialog shows all of it, and the message what stands above its
 * questions. On Discord a form goes on over several modals with messages between them, which hold the errors and the button
 * that sends as soon as nothing is missing; a modal has a button of Discord's own and no room for the heading of a part, which
 * the message before it names.
 */
const FORMS: Record<Platform, Fallback[]> = {
  teams: [{ surfaces: ['message'] }, { surfaces: ['dialog'] }],
  slack: [{ surfaces: ['message'], without: belowTheHead }, { surfaces: ['dialog'] }],
  'google-chat': [{ surfaces: ['message'], without: belowTheHead }, { surfaces: ['dialog'] }],
  discord: [{ surfaces: ['private', 'dialog'], without: partTitlesAndSend }],
};

const SURFACES: Surface[] = ['message', 'private', 'dialog', 'home'];
/** A notification shows the summary; on Discord it is the message's first line. */
const NOTIFIES = new Set<Surface>(['message']);

group.each(PLATFORM_RENDERERS)('every example view on $title', (renderer) => {
  it.each(examples)('is sent whole and as agreed: $name', ({ name, view }) => {
    const renderings = renderer.render(view);
    expect(renderings.length).toBeGreaterThan(0);
    for (const { kind, payload } of renderings) keepPayload(renderer.platform, kind, payload);
    expect(findLost(view, renderings, renderer)).toEqual([]);
    expectGolden(`${renderer.platform}/${name}.json`, summarise(renderings));
  });
});

group('a rendering that loses a word', () => {
  const view = examples.find(({ name }) => name === 'receipt-immediate')?.view as View;
  it.each(PLATFORM_RENDERERS)('is noticed on $title', (renderer) => {
    const [first, ...rest] = renderer.render(view);
    const cut = JSON.parse(JSON.stringify(first).replaceAll('Recorded', 'Re'));
    expect(findLost(view, [cut, ...rest], renderer).join()).toContain('Recorded');
  });
});

function findLost(view: View, renderings: Rendering[], { platform, read }: PlatformRenderer): string[] {
  const showable = describe(view);
  const whole = SURFACES.map((surface): Fallback => ({ surfaces: [surface] }));
  const fallbacks = showable.kind === 'form' ? FORMS[platform] : whole;
  return fallbacks.flatMap(({ surfaces, without = () => [] }) => {
    const shown = renderings.filter(({ surface }) => surfaces.includes(surface));
    if (shown.length === 0) return [];
    const left = without(showable);
    const notifies = surfaces.some((surface) => NOTIFIES.has(surface));
    const wanted = listWanted(showable, notifies).filter((text) => !left.includes(text));
    return findLostTexts(
      wanted,
      shown.flatMap(({ payload }) => read(payload)),
    );
  });
}

/** Everything of a form but what stands above its questions. */
function belowTheHead(form: Showable): string[] {
  const head = listWanted({ ...form, kind: 'card', actions: [] } as Showable, true);
  return listWanted(form, true).filter((text) => !head.includes(text));
}

function partTitlesAndSend(form: Showable): string[] {
  return form.kind === 'form' ? [form.submitLabel, ...form.parts.flatMap(({ title }) => title ?? [])] : [];
}

/** What the golden file holds. */
function summarise(renderings: Rendering[]): unknown {
  const shown = renderings.map(({ surface, kind, payload }) => ({ surface, kind, payload }));
  const text = JSON.stringify(shown, null, 2);
  const bytes = Buffer.byteLength(text);
  if (bytes <= LARGEST_GOLDEN_BYTES) return shown;
  return { bytes, sha256: createHash('sha256').update(text).digest('hex'), renderings: renderings.length };
}
