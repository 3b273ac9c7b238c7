import { expect, describe as group, it } from 'vitest';
import { describe } from '../../cards/describe.ts';
import type { Action, Block } from '../../cards/model.ts';
import { CATEGORY_WORDS, TYPE_WORDS } from '../../cards/words.ts';
import type { CaseCardView } from '../../src/core/case-views.ts';
import { CATEGORIES, CONCERN_TYPES } from '../../src/core/incidents/taxonomy.ts';
import type { View } from '../../src/core/views.ts';
import { everyExampleView } from './example-views.ts';
import { allContacts, MARKERS } from './examples/ingredients.ts';
import { listTexts } from './texts.ts';

/** Views that are posted or pushed, where others may read over a shoulder or on a locked screen. */
const PLACE_BOUND: View['name'][] = [
  'case-card',
  'thread-line',
  'place-stopped',
  'reporter-update',
  'access-request',
  'notice',
  'filter-alert',
  'filter-summary',
];

/** Ordinary words that stand in texts about something else. */
const TOO_COMMON = ['other', 'contact', 'complaint', 'security'];

const examples = everyExampleView();

function expectNoStory(text: string, name: string): void {
  for (const marker of MARKERS) expect(text, name).not.toContain(marker);
  expect(text, name).not.toMatch(/https?:|hxxps?:|www\./i);
  for (const words of [...Object.values(CATEGORY_WORDS), ...Object.values(TYPE_WORDS)]) {
    expect(text.toLowerCase(), name).not.toContain(words.toLowerCase());
  }
  for (const code of [...CATEGORIES, ...CONCERN_TYPES].filter((word) => !TOO_COMMON.includes(word))) {
    expect(text.toLowerCase().split(/[^a-z_]+/), name).not.toContain(code);
  }
}

group('law 2: the story never lives in chat', () => {
  it('keeps story, pupil, category and address out of every notification text', () => {
    for (const { name, view } of examples) {
      const { summary } = describe(view);
      expect(summary, name).not.toBe('');
      expect(summary.length, name).toBeLessThanOrEqual(100);
      expectNoStory(summary, name);
    }
  });

  it('keeps story, pupil, category and address out of every title, which stands in lists and window bars', () => {
    for (const { name, view } of examples) expectNoStory(describe(view).title, name);
  });

  it('keeps story, pupil, category and address out of everything that is posted', () => {
    const posted = examples.filter(({ view }) => PLACE_BOUND.includes(view.name));
    expect(posted.length).toBeGreaterThan(PLACE_BOUND.length);
    // The address of a service the school gives to ring is no address of concern.
    const ownAddress = allContacts.outOfHours?.url ?? '';
    for (const { name, view } of posted) {
      for (const text of listTexts(describe(view))) expectNoStory(text.replace(ownAddress, ''), name);
    }
  });

  it('names no person in a notification text', () => {
    for (const { name, view } of examples) {
      expect(describe(view).summary, name).not.toMatch(/Dilys|Barnaby|Zsófia|Tobias/);
    }
  });

  it('[W11] gives the ICT lead address and device, and no pupil or reference', () => {
    const handOffs = examples.filter(({ view }) => view.name === 'hand-off');
    const [full] = handOffs.map(({ view }) => listTexts(describe(view)).join('\n'));
    expect(full).toContain('hxxps://chat[.]thistle-gossip[.]example/room/7');
    expect(full).toContain('Laptop 14 in the library');
    for (const { name, view } of handOffs) {
      expect(listTexts(describe(view)).join('\n'), name).not.toMatch(/ES-|Pippin/);
    }
  });

  it('carries identifiers alone in what a button or form brings back', () => {
    const allowed = [
      'case',
      'before',
      'request',
      'key',
      'reference',
      'variant',
      'category',
      'place',
      'report',
      'question',
      'filter',
      'subject',
      'task',
      'step',
      'referral',
      'agency',
      'version',
      'document',
      'course',
      'bulletin',
      'duty',
      'register',
      'entry',
      'alert',
      'digest',
      'school',
      'kind',
      // How long the chronology was when the form was opened.
      'n',
    ];
    for (const { name, view } of examples) {
      const shown = describe(view);
      const data =
        shown.kind === 'form'
          ? [shown.data]
          : [...shown.actions, ...shown.blocks.flatMap(listButtons)].map((action) => action.data);
      for (const [key, value] of data.flatMap((item) => Object.entries(item))) {
        expect(allowed, name).toContain(key);
        expect(value.length, name).toBeLessThanOrEqual(60);
      }
    }
  });
});

group('law 4: a restricted case does not show as one', () => {
  it('gives a restricted case the card of any other case, but for its reference', () => {
    for (const { view } of examples) {
      if (view.name !== 'case-card') continue;
      const open: CaseCardView = { ...view, restricted: false };
      expect(describe({ ...open, restricted: true })).toEqual(describe(open));
    }
  });

  it('[X13] answers alike for a case that does not exist and one that may not be opened', () => {
    const shown = describe({ name: 'notice', notice: 'no-such-case' });
    expect(listTexts(shown)).toContain('There is no such case, or it is not one you can open.');
    const withContacts = examples.find(({ name }) => name === 'notice-no-such-case');
    expect(withContacts && describe(withContacts.view)).toEqual(shown);
  });
});

/** The buttons inside a card. */
function listButtons(block: Block): Action[] {
  if (block.kind === 'entries') return block.items.flatMap(({ action }) => action ?? []);
  if (block.kind === 'buttons') return block.actions;
  return block.kind === 'section' ? block.blocks.flatMap(listButtons) : [];
}
