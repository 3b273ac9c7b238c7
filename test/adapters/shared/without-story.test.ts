import { describe, expect, it } from 'vitest';
import { isForReaderAlone, withoutStory } from '../../../adapters/shared/without-story.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { View } from '../../../src/core/views.ts';
import { everyExampleView } from '../../cards/example-views.ts';
import { MARKERS } from '../../cards/examples/ingredients.ts';
import { listTexts } from '../../cards/texts.ts';

/** What one person opened for himself, and the name of what a message shows in its place. */
const INSTEAD: Partial<Record<View['name'], View['name']>> = {
  'case-detail': 'case-card',
  'case-work': 'case-card',
  'task-detail': 'task-card',
  pupil: 'case-list',
  question: 'question',
  'register-entry': 'register-entry',
  'filter-alert-detail': 'filter-alert',
};

const textsOf = (view: View): string[] => listTexts(describeView(view));
const every = everyExampleView();
const isPrivate = ({ view }: { view: View }): boolean => {
  if (view.name === 'question') return view.text !== null;
  if (view.name === 'register-entry') return view.opened !== null;
  return view.name in INSTEAD;
};
const opened = every.filter(isPrivate);

describe('what a message may show', () => {
  it.each(opened)('[law 2] is another view in place of what one person opened: $name', ({ view }) => {
    const shown = withoutStory(view);
    expect(isForReaderAlone(view)).toBe(true);
    expect(shown.name).toBe(INSTEAD[view.name]);
    expect(isForReaderAlone(shown)).toBe(false);
    const text = textsOf(shown).join('\n');
    expect(MARKERS.filter((marker) => text.includes(marker))).toEqual([]);
    if ('reference' in view && view.reference) expect(text).toContain(view.reference);
  });

  it('covers each such view', () => {
    expect(new Set(opened.map(({ view }) => view.name))).toEqual(new Set(Object.keys(INSTEAD)));
  });

  it('is every other view as it is', () => {
    for (const { name, view } of every.filter((example) => !isPrivate(example)))
      expect(withoutStory(view), name).toBe(view);
  });

  it('tells of nothing but a case’s reference, task and status', () => {
    const view = every.find(({ name }) => name === 'case-work-everything')?.view as Extract<
      View,
      { name: 'case-work' }
    >;
    const text = textsOf(withoutStory(view)).join('\n');
    for (const item of view.checklist) expect(text).not.toContain(item.text);
    for (const task of view.tasks) if (task.text) expect(text).not.toContain(task.text);
    for (const { name } of view.pupils) expect(text).not.toContain(name);
  });

  it('[law 1] still says that a step was saved', () => {
    const view = every.find(({ name }) => name === 'case-work-everything')?.view as Extract<
      View,
      { name: 'case-work' }
    >;
    expect(textsOf(withoutStory({ ...view, saved: true }))).toContain('Saved');
    expect(textsOf(withoutStory({ ...view, saved: false }))).not.toContain('Saved');
  });

  it('opens what it stands for by a button', () => {
    for (const { name, view } of opened) {
      const shown = describeView(withoutStory(view));
      const buttons = shown.kind === 'card' ? [...shown.actions, ...shown.blocks.flatMap(buttonsIn)] : [];
      const isDone = view.name === 'task-detail' && view.state !== 'open';
      if (!isDone) expect(buttons.length, name).toBeGreaterThan(0);
    }
  });
});

type Block = ReturnType<typeof describeView>['blocks'][number];
function buttonsIn(block: Block): unknown[] {
  if (block.kind === 'entries') return block.items.flatMap(({ action }) => action ?? []);
  if (block.kind === 'buttons') return block.actions;
  return block.kind === 'section' ? block.blocks.flatMap(buttonsIn) : [];
}
