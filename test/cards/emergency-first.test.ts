import { expect, describe as group, it } from 'vitest';
import { describe } from '../../cards/describe.ts';
import type { NoticeView, View } from '../../src/core/views.ts';
import { everyExampleView } from './example-views.ts';
import { allContacts } from './examples/ingredients.ts';
import { listTexts } from './texts.ts';

const FAILED_NOTICES: NoticeView['notice'][] = [
  'cannot-message-you',
  'image-not-kept',
  'not-allowed',
  'code-wrong',
  'account-waiting',
  'setup-unreachable',
];

function isFailure(view: View): boolean {
  if (view.name === 'notice') return FAILED_NOTICES.includes(view.notice);
  if (view.name === 'reporter-update') return view.update === 'nobody-reached';
  if (view.name === 'desk-form') return view.problem === 'not-saved' || view.problem === 'not-served';
  return view.name === 'emergency' || view.name === 'place-stopped';
}

const starting = everyExampleView().filter(
  ({ view }) => isFailure(view) || view.name === 'report-form' || view.name === 'help',
);

group('999 first', () => {
  it('[X27] stands before all else in every form, failure and emergency', () => {
    for (const { name, view } of starting) {
      const [first] = describe(view).blocks;
      expect(first, name).toMatchObject({
        kind: 'notice',
        tone: 'danger',
        title: 'If a child is in immediate danger, ring 999 now.',
      });
    }
  });

  it('is followed by the duty number, children’s social care and the out-of-hours number, in this order', () => {
    for (const { name, view } of starting) {
      const contacts = 'contacts' in view ? view.contacts : undefined;
      if (!contacts) continue;
      const [, second] = describe(view).blocks;
      if (contacts !== allContacts) {
        expect(second?.kind, `${name} has no numbers to show`).not.toBe('facts');
        continue;
      }
      expect(second?.kind === 'facts' && second.items.map((item) => item.label), name).toEqual([
        'Duty number',
        'Children’s social care',
        'Out of hours',
      ]);
    }
  });

  it('shows a number that is known where the others are not', () => {
    const contacts = {
      duty: null,
      childrensSocialCare: null,
      outOfHours: { name: 'Night team', phone: '01632 960404' },
    };
    const shown = describe({ name: 'emergency', reason: 'left', accountHelp: 'the school office', contacts });
    expect(shown.blocks[1]).toEqual({
      kind: 'facts',
      items: [{ label: 'Out of hours', value: 'Night team, 01632 960404' }],
    });
  });
});

group('law 1: saved or said so', () => {
  it('says NOT saved wherever something was not', () => {
    const lost = everyExampleView().filter(
      ({ view }) =>
        (view.name === 'emergency' && !['not-shown', 'not-known'].includes(view.reason)) ||
        (view.name === 'notice' && ['cannot-message-you', 'image-not-kept'].includes(view.notice)) ||
        ('problem' in view && view.problem === 'not-saved'),
    );
    expect(lost.length).toBeGreaterThan(9);
    for (const { name, view } of lost) expect(listTexts(describe(view)).join('\n'), name).toContain('NOT saved');
  });

  it('says it of nothing that was not meant to be saved', () => {
    const pressed = everyExampleView().filter(
      ({ view }) => view.name === 'emergency' && ['not-shown', 'not-known'].includes(view.reason),
    );
    expect(pressed).toHaveLength(2);
    for (const { name, view } of pressed) {
      expect(listTexts(describe(view)).join('\n'), name).not.toMatch(/NOT saved|kept/);
      expect(describe(view).summary, name).not.toContain('NOT saved');
    }
  });

  it('says Recorded in a title of the receipt alone', () => {
    for (const { name, view } of everyExampleView()) {
      expect(/^Recorded/.test(describe(view).title), name).toBe(view.name === 'receipt');
    }
  });

  it('tells whom to ring until a report that was not saved is', () => {
    const view = everyExampleView().find(({ name }) => name === 'report-form-not-saved')?.view;
    expect(view && listTexts(describe(view)).join('\n')).toContain(
      'tell the safeguarding lead (DSL) in person or ring Safeguarding duty phone on 01632 960101',
    );
  });
});
