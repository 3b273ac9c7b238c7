import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown } from '../support/views.ts';

let desk: TestDesk;
let reference: string;

beforeAll(async () => {
  desk = await openSchool('st-andrews', { at: '2026-11-13T15:20:00Z' });
});
afterAll(() => desk.close());

describe("St Andrew's: what the technician finds on a Friday afternoon", () => {
  it('goes to the co-ordinator on the short form, and to nobody else', async () => {
    const form = shown(await desk.opens('technician', 'quick-report'), 'report-form');
    const values = { adult: 'no', what: 'A pupil is logged on under another name.', danger: 'no' };
    const receipt = shown(await desk.submits('technician', 'quick-report', { key: form.formKey }, values), 'receipt');
    reference = receipt.reference;
    expect(receipt.readers).toEqual(['E-safety Co-ordinator']);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['coordinator']);
  });

  it('waits over the weekend with the school, and is passed to the head on Monday after an hour of school', async () => {
    for (const instant of ['2026-11-13T16:00:00Z', '2026-11-14T12:00:00Z', '2026-11-16T08:49:00Z']) {
      desk.clock.set(instant);
      await desk.tick();
      expect(takeReached(desk)).toEqual([]);
    }
    desk.clock.set('2026-11-16T08:50:00Z');
    await desk.tick();
    expect(takeReached(desk)).toEqual(['head']);
  });

  it('is acknowledged by the co-ordinator, whose word reaches the technician', async () => {
    const data = { case: await desk.caseIdOf(reference) };
    expect(await desk.presses('coordinator', 'acknowledge', data)).toMatchObject({ view: { status: 'acknowledged' } });
    desk.clock.forwardMinutes(3 * 24 * 60);
    await desk.tick();
    expect(takeReached(desk)).toEqual(['technician']);
  });
});

describe("St Andrew's: a photograph on a teacher's own telephone", () => {
  it('goes to the head alone; co-ordinator and technician cannot find it', async () => {
    const adultPerson = await desk.personId('teacher');
    const values = { adult: 'yes', adultPerson, type: 'staff_low_level', date: '', time: '' };
    const receipt = await desk.reports('cleaner', values);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
    const data = { case: await desk.caseIdOf(receipt.reference) };
    for (const who of ['coordinator', 'technician', 'teacher', 'admin']) {
      expect(await desk.presses(who, 'view-case', data), who).toMatchObject({ view: { notice: 'no-such-case' } });
    }
    const detail = shown(await desk.presses('head', 'view-case', data), 'case-detail');
    expect(detail).toMatchObject({ adult: 'Staff teacher', handleAs: 'discipline' });
  });
});
