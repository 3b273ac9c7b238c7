import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('milverton');
});
afterAll(() => desk.close());

const NOT_THERE = { view: { name: 'notice', notice: 'no-such-case' } };

describe('Milverton, where the head is the DSL', () => {
  it('online bullying reaches the head and the other DSL, with the meeting as first step', async () => {
    const { reference } = await desk.reports('teacher', { type: 'cyberbullying' });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['dsl', 'head']);
    const data = { case: await desk.caseIdOf(reference) };
    const detail = shown(await desk.presses('dsl', 'view-case', data), 'case-detail');
    expect(detail.guidance?.steps[0]).toBe('Meet with a DSL, the pupils and the parents');
    expect(wordsOf(detail)).toContain('never of nude or semi-nude images');
    await desk.presses('dsl', 'acknowledge', data);
    await desk.deliver();
    desk.chat.sent.length = 0;
  });

  it('a concern about the head goes to the chair of governors', async () => {
    const values = { adult: 'yes', adultPerson: await desk.personId('head'), type: 'staff_allegation' };
    const receipt = await desk.reports('teacher', values);
    expect(receipt).toMatchObject({ restricted: true, readers: ['Chair of governors'] });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['chair']);

    const data = { case: await desk.caseIdOf(receipt.reference), key: 'chair' };
    for (const who of ['head', 'dsl', 'admin']) {
      expect(await desk.presses(who, 'view-case', data), who).toMatchObject(NOT_THERE);
    }
    const detail = shown(await desk.presses('chair', 'view-case', data), 'case-detail');
    expect(detail).toMatchObject({ adult: 'Staff head', restricted: true });
    await desk.presses('chair', 'acknowledge', data);
    await desk.submits('chair', 'note', data, { note: 'Rang the LADO.' });
    desk.clock.forwardMinutes(2 * 24 * 60);
    await desk.tick();
    expect(takeReached(desk)).toEqual(['teacher']);
    desk.clock.set('2026-11-10T10:00:00Z');
  });

  it('and while the chair does not answer, the reporter is told whom to ring, and the head nothing', async () => {
    desk.chat.unreachable.add('chair');
    const values = { adult: 'yes', adultPerson: await desk.personId('head'), type: 'staff_allegation' };
    await desk.reports('teacher', values);
    await desk.deliver();
    await desk.tick();
    expect(takeReached(desk)).toEqual(['teacher']);
    desk.chat.unreachable.clear();
  });

  it('an unsuitable site needs address, time and content, then goes to the teacher and the head', async () => {
    const values = { category: 'content', type: 'filter_failure', urls: 'https://bad.example', time: '' };
    const typed = { adult: 'no', what: 'A page with blood.', danger: 'no', date: '2026-11-10', ...values };
    const form = shown(await desk.submits('ict', 'report', { key: 'site' }, typed), 'report-form');
    expect(form.errors.time).toContain("The school's policy asks for this");
    await desk.submits('ict', 'report', { key: 'site' }, { ...typed, time: '09:40' });
    await desk.deliver();
    const tasks = desk.chat.sent.filter(({ view }) => view.name === 'hand-off').map(({ target }) => target);
    expect(tasks.sort()).toEqual(['head', 'teacher']);
  });
});
