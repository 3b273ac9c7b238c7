import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describe as describeView } from '../../../cards/describe.ts';
import { openDemoDesk } from '../../support/demo-school.ts';
import { openSchool } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

let writtle: TestDesk;
let demo: TestDesk;

beforeAll(async () => {
  writtle = await openSchool('writtle');
  demo = await openDemoDesk();
});
afterAll(async () => {
  await writtle.close();
  await demo.close();
});

describe('whom to ring', () => {
  it('begins with 999, then duty, social care, LADO and out of hours, then the agencies', async () => {
    const view = shown(await demo.says('teacher', '/esafety contacts'), 'contacts');
    const card = describeView(view);
    expect(card.blocks[0]).toMatchObject({ title: 'If a child is in immediate danger, ring 999 now.' });
    const section = card.blocks.find((block) => block.kind === 'section');
    const facts = section?.kind === 'section' && section.blocks[0]?.kind === 'facts' ? section.blocks[0].items : [];
    expect(facts.slice(0, 4).map(({ label }) => label)).toEqual([
      'Duty number',
      'Children’s social care',
      'LADO, for a concern about an adult',
      'Out of hours',
    ]);
    expect(wordsOf(view)).toContain('01632 960101');
  });

  it('the same by the button', async () => {
    const typed = await demo.says('teacher', '/esafety contacts');
    expect(await demo.presses('teacher', 'contacts', {})).toEqual(typed);
  });

  it('[W27] lists Essex County Council at Writtle, and says plainly which numbers are missing and who adds them', async () => {
    const view = shown(await writtle.says('cleaner', '/esafety contacts'), 'contacts');
    expect(view.schools[0]?.agencies.map(({ name }) => name)).toContain('Essex County Council');
    const words = wordsOf(view).split('\n');
    expect(words).toContain('Essex County Council');
    expect(
      words.filter((word) => word.includes('No number here yet. The school’s administrator can add it.')).length,
    ).toBe(5);
  });

  it('lists the national bodies that have a number or an address, and marks what is to be checked', async () => {
    const { national } = shown(await demo.says('teacher', '/esafety contacts'), 'contacts');
    expect(national.map(({ name }) => name)).toEqual(expect.arrayContaining(['Police', 'IWF', 'CEOP', 'ICO']));
    expect(national.every(({ phone, url }) => Boolean(phone ?? url))).toBe(true);
    expect(national.find(({ name }) => name === 'POSH helpline')).toMatchObject({
      phone: '0344 381 4772',
      check: true,
    });
    expect(wordsOf(shown(await demo.says('teacher', '/esafety contacts'), 'contacts'))).toContain(
      'POSH helpline (check)',
    );
  });

  it('[W16] a data breach at Writtle starts the 72 hours and shows the county council to whoever works it', async () => {
    const { reportId } = await writtle.reports('office', { type: 'data_breach', category: 'conduct' });
    const work = shown(await writtle.presses('head', 'work-case', { case: reportId }), 'case-work');
    const ends = new Date(writtle.clock.now().getTime() + 72 * 60 * 60_000);
    expect(work.deadlineAt).toBe(ends.toISOString());
    expect(work.nextDueAt).not.toBeNull();
    const detail = shown(await writtle.presses('head', 'view-case', { case: reportId }), 'case-detail');
    expect(detail.agencies).toContain('Essex County Council');
    expect(wordsOf(detail)).toContain('Essex County Council');
    const contacts = shown(await writtle.presses('head', 'contacts', {}), 'contacts');
    expect(contacts.schools[0]?.agencies.map(({ name }) => name)).toContain('Essex County Council');
  });
});
