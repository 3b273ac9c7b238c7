import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAbsence } from '../../src/store/people.ts';
import { clearMessages, openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('ingol');
});
afterAll(() => desk.close());

const SITE = { category: 'content', type: 'filter_failure', urls: 'https://bad.example/x', date: '', time: '' };

const taskedWith = (): string[] =>
  desk.chat.sent
    .filter(({ view }) => view.name === 'hand-off')
    .map(({ target }) => target)
    .sort();

describe('Ingol: an unsuitable site', () => {
  it('is told to the ICT leader and the deputy at once, not through the ICT team', async () => {
    await desk.reports('teacher', { ...SITE, what: 'Robin Invented found it.' });
    await desk.deliver();
    expect(taskedWith()).toEqual(['deputy', 'ict']);
    for (const { view } of desk.chat.sent) expect(wordsOf(view)).not.toContain('Robin');
    expect(takeReached(desk)).toEqual(['deputy', 'ict']);
  });

  it('while the deputy is away, is told to the head in the deputy’s place', async () => {
    await clearMessages(desk);
    const [personId, startsAt] = [await desk.personId('deputy'), desk.clock.now()];
    const endsAt = new Date(startsAt.getTime() + 5 * 60 * 60_000);
    const absence = { id: '22222222-2222-4222-8222-222222222222', personId, startsAt, endsAt };
    await addAbsence(desk.program.database, 'ingol-primary', absence);
    const receipt = await desk.reports('teacher', SITE);
    expect(receipt.readers).toEqual(['Headteacher']);
    await desk.deliver();
    expect(taskedWith()).toEqual(['head', 'ict']);
    expect(takeReached(desk)).toEqual(['head', 'ict']);
  });

  it('[I07] that may be against the law shows police and IWF before the authority', async () => {
    await clearMessages(desk);
    const { reference } = await desk.reports('teacher', {
      category: 'content',
      type: 'suspected_illegal',
      date: '',
      time: '',
    });
    const data = { case: await desk.caseIdOf(reference) };
    const detail = shown(await desk.presses('head', 'view-case', data), 'case-detail');
    expect(detail.agencies).toEqual(['Police', 'Internet Watch Foundation (IWF)', 'Local authority']);
    expect(detail.guidance?.steps[0]).toBe('Do not look at it again, and do not copy or share it');
  });
});

describe('Ingol: a member of staff is friends with pupils online', () => {
  it('goes to the head alone, as a low-level concern', async () => {
    await clearMessages(desk);
    const adultPerson = await desk.personId('teacher');
    const values = { adult: 'yes', adultPerson, type: 'staff_low_level', date: '', time: '' };
    const { reference } = await desk.reports('cleaner', values);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
    const data = { case: await desk.caseIdOf(reference) };
    expect(await desk.presses('teacher', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
  });
});
