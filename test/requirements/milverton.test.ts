import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clearMessages, openSchool, takeReached } from '../support/five-schools.ts';
import { type TestDesk, VALID_REPORT } from '../support/test-desk.ts';
import { fieldOf, optionsOf, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('milverton');
});
afterAll(() => desk.close());
beforeEach(() => clearMessages(desk));

async function openedBy(who: string, reference: string) {
  return shown(await desk.presses(who, 'view-case', { case: await desk.caseIdOf(reference) }), 'case-detail');
}

async function refusedFields(values: Record<string, string>): Promise<string[]> {
  const reply = await desk.submits('teacher', 'report', { key: 'refused' }, values);
  return Object.keys(shown(reply, 'report-form').errors).sort();
}

describe('Milverton: the four categories', () => {
  const CATEGORIES = ['content', 'contact', 'conduct', 'commerce'];

  it('[M04] the form offers four values exactly and needs one', async () => {
    const form = shown(await desk.says('teacher', 'report'), 'report-form');
    expect(optionsOf(form, 'category')).toEqual(CATEGORIES);
    expect(fieldOf(form, 'category').required).toBe(true);
    const { category: _, ...without } = VALID_REPORT;
    expect(await refusedFields(without)).toEqual(['category']);
    expect(await refusedFields({ ...without, category: 'context' })).toEqual(['category']);
  });

  it('[M04] every case has one, that of the short form too', async () => {
    for (const category of CATEGORIES) {
      const { reference } = await desk.reports('teacher', { category });
      expect(await openedBy('head', reference)).toMatchObject({ category });
    }
    const values = { adult: 'no', what: 'A picture on the screen.', danger: 'no' };
    const quick = shown(await desk.submits('teacher', 'quick-report', { key: 'm04' }, values), 'receipt');
    expect(CATEGORIES).toContain((await openedBy('head', quick.reference)).category);
  });
});

describe('Milverton: who gets it', () => {
  it('[M06] misuse by a pupil is told to the head, who is the DSL', async () => {
    const receipt = await desk.reports('teacher', { type: 'account_misuse' });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
    expect(receipt.readers).toEqual(['DSL']);
  });

  it('[M09] a pupil’s misuse is handled as behaviour, and a member of staff’s by the head as discipline', async () => {
    const pupil = await desk.reports('teacher', { type: 'account_misuse' });
    const detail = await openedBy('head', pupil.reference);
    expect(detail).toMatchObject({ handleAs: 'behaviour', restricted: false });
    expect(detail.guidance).toMatchObject({ title: 'Misuse by a pupil', policy: 'Behaviour policy' });

    await clearMessages(desk);
    const adult = { adult: 'yes', adultPerson: await desk.personId('office'), type: 'staff_misuse' };
    const staff = await desk.reports('teacher', adult);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
    expect(await openedBy('head', staff.reference)).toMatchObject({ handleAs: 'discipline', restricted: true });
    const data = { case: await desk.caseIdOf(staff.reference) };
    expect(await desk.presses('dsl', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
  });

  it('[M27] a concern about the head, who is the DSL, goes to the chair and not to the head', async () => {
    const values = { adult: 'yes', adultPerson: await desk.personId('head'), type: 'staff_misuse' };
    const receipt = await desk.reports('teacher', values);
    expect(receipt.readers).toEqual(['Chair of governors']);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['chair']);
    const data = { case: await desk.caseIdOf(receipt.reference) };
    expect(await desk.presses('head', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
  });
});

describe('Milverton: what can be reported', () => {
  it('[M14] a device in school can be chosen, with what to do with it', async () => {
    const form = shown(await desk.says('teacher', 'report'), 'report-form');
    expect(optionsOf(form, 'type')).toContain('device_breach');
    const { reference } = await desk.reports('teacher', { type: 'device_breach' });
    const detail = await openedBy('head', reference);
    expect(detail.guidance?.title).toBe('Phone or device in school');
    expect(wordsOf(detail)).toContain('hand the device in at the school office');
  });

  it('[M19] an offensive message can be chosen, and its steps are shown', async () => {
    const form = shown(await desk.says('teacher', 'report'), 'report-form');
    expect(optionsOf(form, 'type')).toContain('offensive_message');
    const { reference } = await desk.reports('teacher', { type: 'offensive_message' });
    const words = wordsOf(await openedBy('head', reference));
    for (const step of [
      'Thank the pupil for telling a teacher',
      'Do not reply, and do not forward it',
      'Tell the parents',
    ])
      expect(words).toContain(step);
  });
});

describe('Milverton: an unsuitable site', () => {
  const SITE: Record<string, string> = {
    ...VALID_REPORT,
    category: 'content',
    type: 'filter_failure',
    urls: 'https://bad.example/page',
    what: 'Robin Invented found a page with blood on it.',
  };

  it.each([
    ['the address', 'urls', ['urls']],
    ['the time', 'time', ['time']],
    ['the date', 'date', ['date']],
    ['what it showed', 'what', ['what']],
  ])('[M18] is not recorded without %s', async (_, field, expected) => {
    const before = await openCases();
    expect(await refusedFields({ ...SITE, [field]: '' })).toEqual(expected);
    const { [field]: left, ...without } = SITE;
    expect(left).toBeTruthy();
    expect(await refusedFields(without)).toEqual(expected);
    expect(await openCases()).toBe(before);
  });

  it('[M18] is recorded with all four; the teacher, then the head get the address without the pupil', async () => {
    const { reference } = await desk.reports('ict', SITE);
    expect(await openedBy('head', reference)).toMatchObject({
      urls: ['hxxps://bad[.]example/page'],
      occurred: '2026-11-10T09:15:00.000Z',
      what: SITE.what as string,
    });
    await desk.deliver();
    const handOffs = desk.chat.sent.filter(({ view }) => view.name === 'hand-off');
    expect(handOffs.map(({ target }) => target).sort()).toEqual(['head', 'teacher']);
    for (const { view } of handOffs) expect(wordsOf(view)).not.toMatch(/Robin|blood/);
  });

  it('asks nothing of this for another kind of concern', async () => {
    const { urls: _, time: __, ...others } = SITE;
    const reply = await desk.submits('teacher', 'report', { key: 'other-kind' }, { ...others, type: 'hate' });
    expect(shown(reply, 'receipt').reference).toMatch(/^ES-2026-/);
  });

  async function openCases(): Promise<number> {
    const head = { personId: await desk.personId('head'), pupilCases: true };
    return (await desk.program.store.incidentLog('milverton-primary', head)).length;
  }
});
