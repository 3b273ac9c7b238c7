import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takes } from '../../support/case-steps.ts';
import { openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDemoDesk();
});
afterEach(() => desk.close());

const marks = async (who: string, person: string, until: string, key = 'mark') =>
  desk.submits(who, 'cover', { key }, { from: '2026-11-10', until, person: await desk.personId(person) });

describe('an absence that somebody else notes', () => {
  it('is told to whom it is about, once, and not to anybody else', async () => {
    const [first] = [shown(await marks('lead', 'teacher', '2026-11-12'), 'cover')];
    expect(first.saved).toBe(true);
    await marks('lead', 'teacher', '2026-11-12');
    await desk.deliver();
    const told = only(desk.chat.toPerson('teacher'), 'cover-set');
    expect(told).toMatchObject([{ by: 'Staff lead' }]);
    expect(told.map(wordsOf).join()).toContain('end of Thursday 12 November 2026');
    expect(desk.chat.sent.filter(({ target }) => target !== 'teacher')).toEqual([]);
  });

  it('is not told where it is one’s own, nor once it has ended', async () => {
    await marks('lead', 'lead', '2026-11-12', 'own');
    const { away } = shown(await marks('lead', 'teacher', '2026-11-12', 'other'), 'cover');
    const end = away?.find(({ name }) => name === 'Staff teacher')?.absenceId as string;
    await desk.submits('lead', 'cover', { key: 'end' }, { end });
    await desk.deliver();
    expect(desk.chat.sent).toEqual([]);
  });

  it('lasts six weeks at most; one’s own may be longer', async () => {
    expect(shown(await marks('lead', 'teacher', '2026-12-22', 'long'), 'desk-form').errors.until).toContain(
      'six weeks',
    );
    expect(shown(await marks('lead', 'teacher', '2026-12-21', 'six'), 'cover').saved).toBe(true);
    expect(shown(await marks('lead', 'lead', '2027-06-30', 'own'), 'cover').saved).toBe(true);
  });
});

describe('[law 4] an absence noted by whom a concern is about', () => {
  const about = async (who: string) => ({
    adult: 'yes',
    adultPerson: await desk.personId(who),
    type: 'staff_allegation',
  });

  it('does not turn the concern from its way; anybody else’s does', async () => {
    await marks('lead', 'head', '2026-11-20');
    const turned = await desk.reports('teacher', await about('lead'));
    expect(turned.readers).toEqual(['Headteacher']);
    await desk.deliver();
    expect(only(desk.chat.toPerson('head'), 'case-card')).toHaveLength(1);
    const other = await desk.reports('teacher', await about('colleague'));
    expect(other.readers).toEqual(['Chair of governors']);
  });

  it('nor its ladder, nor a pupil case that turns out to be about them', async () => {
    await marks('lead', 'chair', '2026-11-20', 'refused');
    await marks('deputy', 'head', '2026-11-20', 'head');
    const { reportId } = await desk.reports('teacher');
    const values = { what: 'adult', person: await desk.personId('deputy'), reason: 'The child said so.' };
    await takes(desk, 'lead', 'people', { case: reportId }, values);
    await desk.deliver();
    expect(only(desk.chat.toPerson('head'), 'case-card')).toMatchObject([{ reason: 'added' }]);
  });
});
