import { describe, expect, it } from 'vitest';
import { describeCaseWork } from '../../cards/case-work.ts';
import type { Block } from '../../cards/model.ts';
import { shorten } from '../../cards/shorten.ts';
import type { WorkView } from '../../src/core/case-views.ts';
import { everyExampleView } from './example-views.ts';
import { listTexts } from './texts.ts';

const viewOf = (name: string): WorkView => {
  const view = everyExampleView().find((example) => example.name === name)?.view;
  if (view?.name !== 'case-work') throw new Error(name);
  return view;
};
const everything = viewOf('case-work-everything');
const longest = viewOf('case-work-longest');
const textOf = (view: WorkView): string => listTexts(describeCaseWork(view)).join('\n');

function buttonsIn(block: Block): { name: string; label: string }[] {
  if (block.kind === 'entries') return block.items.flatMap(({ action }) => action ?? []);
  if (block.kind === 'buttons') return block.actions;
  return block.kind === 'section' ? block.blocks.flatMap(buttonsIn) : [];
}
const buttonsOf = (view: WorkView) => describeCaseWork(view).blocks.flatMap(buttonsIn);

describe('the next steps of a case', () => {
  it('have a button for every step that can be taken now', () => {
    const names = buttonsOf(everything).map(({ name }) => name);
    for (const step of everything.steps) expect(names).toContain(step);
  });

  it('settle what waits: open tasks, steps whose turn it is, referrals without an answer', () => {
    const settled = buttonsOf(everything).filter(({ name }) => ['finish-task', 'check', 'answer'].includes(name));
    const open = everything.tasks.filter(({ state }) => state === 'open').length;
    const ready = everything.checklist.filter(({ state, ready: turn }) => state === 'waiting' && turn).length;
    const waiting = everything.referrals.filter(({ answered }) => !answered).length;
    expect(settled).toHaveLength(open + ready + waiting);
  });

  it('show each task and step of a case of common size, and how each stands', () => {
    const text = textOf(everything);
    for (const { text: words } of everything.checklist) expect(text).toContain(words);
    for (const { owner } of everything.tasks) expect(text).toContain(owner);
    expect(text).toContain('Done, by itself: The case is logged.');
    expect(text).toContain('After the step above: Tell the parents or carers');
  });

  it('count what a case of a year has beyond a card’s room, and say where it stands', () => {
    const text = textOf(longest);
    expect(text).toContain('12 more open: shown here once one of these is settled');
    expect(text).toContain('17 more settled: see “View detail”');
    expect(text).toMatch(/\d+ more steps are not shown here/);
    expect(text).toContain('7 more without an answer');
    expect(JSON.stringify(describeCaseWork(longest)).length).toBeLessThan(40_000);
  });

  it('warn before all else never to look at an image', () => {
    const [, , warning] = describeCaseWork(everything).blocks;
    expect(warning).toMatchObject({ kind: 'notice', tone: 'danger', title: 'Never look at the image' });
  });
});

describe('a text that is shortened', () => {
  it('ends at a word and says that there is more', () => {
    expect(shorten('one two three', 13)).toBe('one two three');
    expect(shorten('one two three', 9)).toBe('one two…');
    expect(shorten('one\n\n two', 20)).toBe('one two');
    expect(shorten(`${'x'.repeat(9)}🦜`, 10)).toBe(`${'x'.repeat(9)}…`);
  });
});
