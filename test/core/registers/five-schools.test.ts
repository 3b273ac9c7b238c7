import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProfile } from '../../../src/config/load-profile.ts';
import type { RegisterEntryView } from '../../../src/core/register-views.ts';
import { dueRegisters } from '../../../src/core/registers/due-registers.ts';
import { countAdded, countRegisters } from '../../../src/core/registers/register-counts.ts';
import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import { saveSchool } from '../../../src/store/school-registry.ts';
import { openTestDesk, type TestDesk, type TestPerson } from '../../support/test-desk.ts';
import { fieldOf, only, optionsOf, shown, wordsOf } from '../../support/views.ts';

const SCHOOLS = ['writtle', 'st-andrews', 'wessex', 'milverton', 'ingol'] as const;
const WRITTLE = 'writtle-infant';
const ST_ANDREWS = 'st-andrews-ce-junior';
const WESSEX = 'wessex-school-a';
const MILVERTON = 'milverton-primary';
const INGOL = 'ingol-primary';

const staff = (school: string, prefix: string, roles: Record<string, Role>): TestPerson[] =>
  Object.entries(roles).map(([who, role]) => ({ who: `${prefix}-${who}`, roles: [role], school }));

/** The five schools on their own profiles, each with the functions its policy names. */
const PEOPLE = [
  ...staff(WRITTLE, 'w', { head: 'head', ict: 'ict_lead', office: 'office', teacher: 'class_teacher' }),
  ...staff(ST_ANDREWS, 'a', { head: 'head', technician: 'network_manager', teacher: 'class_teacher', other: 'staff' }),
  ...staff('wessex-school-b', 'x', { both: 'class_teacher' }),
  ...staff(WESSEX, 'x', { both: 'class_teacher', head: 'head', it: 'ict_lead', teacher: 'class_teacher' }),
  ...staff(MILVERTON, 'm', { head: 'head', ict: 'ict_lead', support: 'network_manager', teacher: 'class_teacher' }),
  ...staff(INGOL, 'i', {
    head: 'head',
    deputy: 'deputy_head',
    ict: 'ict_lead',
    team: 'network_manager',
    teacher: 'class_teacher',
  }),
];

let desk: TestDesk;
beforeAll(async () => {
  // What a school settles after its policy was written.
  const settled = (profile: SchoolProfile): SchoolProfile => {
    if (profile.id === ST_ANDREWS) return { ...profile, dpia: { ...profile.dpia, reference: 'DPIA-7' } };
    return profile.id === 'wessex-school-b' ? { ...profile, risk_assessment: { reference: 'RA-12' } } : profile;
  };
  const profiles = SCHOOLS.flatMap((name) => loadProfile(`examples/${name}.yaml`).profiles).map(settled);
  desk = await openTestDesk({ profiles, people: PEOPLE });
});
afterAll(() => desk.close());

let forms = 0;
const adds = async (who: string, register: string, values: Record<string, string>) => {
  forms += 1;
  return desk.submits(who, 'register-entry', { register, key: `add-${forms}` }, values);
};
const added = async (...given: Parameters<typeof adds>): Promise<RegisterEntryView> =>
  shown(await adds(...given), 'register-entry');
const steps = async (
  who: string,
  { entryId }: RegisterEntryView,
  step: string,
  values: Record<string, string> = {},
) => {
  forms += 1;
  return desk.submits(who, 'register-step', { entry: entryId, step, key: `step-${forms}` }, values);
};
const opens = async (who: string, { entryId }: RegisterEntryView): Promise<RegisterEntryView> =>
  shown(await desk.presses(who, 'open-entry', { entry: entryId }), 'register-entry');
const told = (who: string) =>
  only(desk.chat.toPerson(who), 'register-entry').map(({ register, why }) => `${register} ${why}`);
const due = (who: string) => only(desk.chat.toPerson(who), 'registers-due');

describe('what each school’s policy asks of its registers', () => {
  it('[W26] counts nothing as disposed of before agency and receipt are noted', async () => {
    const line = await added('w-office', 'disposal', { item: 'Server of 2015', data: 'Wiped by the firm' });
    expect(line.state).toBe('listed');
    const half = shown(
      await steps('w-office', line, 'dispose', { agency: 'Recycling Ltd', goneOn: '2026-11-10' }),
      'desk-form',
    );
    expect(half.errors).toEqual({ receipt: 'Please fill this in.' });
    expect((await opens('w-office', line)).state).toBe('listed');
    const receipt = { agency: 'Recycling Ltd', receipt: 'R-4711', goneOn: '2026-11-10' };
    const gone = shown(await steps('w-office', line, 'dispose', receipt), 'register-entry');
    expect(gone).toMatchObject({
      state: 'disposed',
      opened: { events: [{ event: 'dispose', by: 'Staff w-office', fields: receipt }] },
    });
    expect(shown(await adds('w-teacher', 'disposal', { item: 'Mouse', data: 'Nothing' }), 'desk-form').problem).toBe(
      'not-served',
    );
  });

  it('[A31] hands nothing out before the loan is approved', async () => {
    const line = await added('a-teacher', 'equipment-loan', {
      item: 'Laptop 14',
      purpose: 'Reports',
      until: '2026-12-04',
    });
    const early = shown(await steps('a-technician', line, 'issue', { tag: 'L14' }), 'desk-form');
    expect(early.errors.gate).toContain('nothing of this form was saved');
    expect(shown(await steps('a-technician', line, 'approve', { until: '2026-12-04' }), 'notice').notice).toBe(
      'not-allowed',
    );
    expect((await opens('a-teacher', line)).state).toBe('asked');
    await desk.deliver();
    expect(told('a-head')).toEqual(['equipment-loan decide']);
    await steps('a-head', line, 'approve', { until: '2026-12-04' });
    const issued = shown(await steps('a-technician', line, 'issue', { tag: 'L14' }), 'register-entry');
    expect(issued).toMatchObject({ state: 'issued', endsOn: '2026-12-04', opened: { steps: ['return'] } });
    await desk.deliver();
    expect(told('a-teacher')).toEqual(['equipment-loan decided']);
    expect(shown(await steps('a-technician', line, 'return'), 'register-entry').state).toBe('returned');
  });

  it('[A26] refuses to approve a page without an end, and reminds of blocking it again until that is noted', async () => {
    desk.chat.sent.length = 0;
    const asked = {
      address: 'https://chat.thistle-gossip.example/room',
      purpose: 'Assembly on rumours',
      until: '2026-11-20',
    };
    const line = await added('a-teacher', 'unblock', asked);
    const refused = shown(await steps('a-head', line, 'approve', { until: '' }), 'desk-form');
    expect(refused.errors.until).toContain('Without one it cannot be saved');
    const endless = shown(await steps('a-head', line, 'approve', { until: '9999-12-31' }), 'desk-form');
    expect(endless.errors.until).toContain('more than a year away');
    expect((await opens('a-head', line)).state).toBe('asked');
    const approved = shown(await steps('a-head', line, 'approve', { until: '2026-11-13' }), 'register-entry');
    expect(approved).toMatchObject({ state: 'approved', endsOn: '2026-11-13' });
    expect(approved.opened?.fields.address).toBe('hxxps://chat[.]thistle-gossip[.]example/room');
    await desk.deliver();
    expect(told('a-technician')).toEqual(['unblock decided']);
    const remind = createRemindSchools(desk.program.desk, [dueRegisters]);
    const remindedOn = async (at: string) => {
      desk.chat.sent.length = 0;
      desk.clock.set(at);
      await remind();
      await remind();
      await desk.deliver();
      return due('a-technician').map(({ lines }) => lines.map(({ why }) => why).join());
    };
    expect(await remindedOn('2026-11-12T10:00:00Z')).toEqual([]);
    expect(await remindedOn('2026-11-13T10:00:00Z')).toEqual(['ends']);
    expect(await remindedOn('2026-11-16T10:00:00Z')).toEqual([]);
    expect(await remindedOn('2026-11-20T10:00:00Z')).toEqual(['ended']);
    expect(due('a-teacher')).toEqual([]);
    expect(JSON.stringify(desk.chat.sent)).not.toMatch(/thistle|rumours/);
    const [message] = due('a-technician');
    expect(message && wordsOf(message)).toContain('Block it again: ended on Friday 13 November 2026');
    await steps('a-technician', line, 'block-again');
    expect(await remindedOn('2026-11-27T10:00:00Z')).toEqual([]);
    desk.clock.set('2026-11-10T10:00:00Z');
  });

  it('[A29] stays a demo until the reference of the impact assessment is set, and [A30] until officer and date are', async () => {
    const own = async (dpia: { officer: string | null; signed_on: string | null }) => {
      const [before] = desk.profiles.filter(({ id }) => id === ST_ANDREWS);
      if (!before) throw new Error('no such school');
      const { database, keys, schools } = desk.program;
      const profile = { ...before, dpia: { ...before.dpia, ...dpia } };
      await saveSchool(database, keys, profile, desk.clock.now());
      await schools.reload();
      return shown(await desk.presses('a-teacher', 'open-register', { register: 'technology' }), 'register');
    };
    const none = shown(await desk.presses('x-teacher', 'open-register', { register: 'technology' }), 'register');
    expect(none).toMatchObject({ school: { demo: true }, own: { dpia: null, state: 'demo' } });
    const named = await own({ officer: 'Larkshire DPO service', signed_on: null });
    expect(named).toMatchObject({ school: { demo: true }, own: { dpia: 'DPIA-7', state: 'demo' } });
    expect(wordsOf(named)).toContain('Demo: invented people only');
    const signed = await own({ officer: 'Larkshire DPO service', signed_on: '2026-09-01' });
    expect(signed).toMatchObject({ school: { demo: false }, own: { state: 'live' } });
    expect(wordsOf(signed)).toContain('Larkshire DPO service, Tuesday 1 September 2026');
  });

  it('[X24] lists this app with its risk assessment, and lets nothing be used before its own', async () => {
    const register = shown(await desk.presses('x-teacher', 'open-register', { register: 'technology' }), 'register');
    expect(wordsOf(register)).toContain('esafety, this app\nRisk assessment\nNot given yet');
    const other = { register: 'technology', school: 'wessex-school-b' };
    expect(wordsOf(shown(await desk.presses('x-both', 'open-register', other), 'register'))).toContain(
      'esafety, this app\nRisk assessment\nRA-12',
    );
    const line = await added('x-teacher', 'technology', { name: 'Quiz app', purpose: 'Spelling' });
    for (const step of ['test', 'go-live']) {
      const values = { testedOn: '2026-11-09', outcome: 'Fine' };
      expect(shown(await steps('x-it', line, step, values), 'desk-form').errors.gate, step).toBeTruthy();
    }
    const unnamed = shown(await steps('x-it', line, 'assess', { dpia: 'none needed' }), 'desk-form');
    expect(unnamed.errors).toEqual({ assessment: 'Please fill this in.' });
  });

  it('[I03] puts nothing into use before it was tested', async () => {
    const line = await added('i-teacher', 'technology', { name: 'Class blog', purpose: 'Writing' });
    await steps('i-ict', line, 'assess', { assessment: 'RA-3', dpia: 'none: no personal data' });
    expect(shown(await steps('i-head', line, 'go-live'), 'desk-form').errors.gate).toBeTruthy();
    expect((await opens('i-head', line)).state).toBe('assessed');
    await steps('i-ict', line, 'test', { testedOn: '2026-11-09', outcome: 'Adverts are off' });
    expect(shown(await steps('i-head', line, 'go-live'), 'register-entry').state).toBe('live');
  });

  it('[M15] asks for a report of the filter: who asked, why, and when it was received', async () => {
    desk.chat.sent.length = 0;
    const line = await added('m-head', 'filter-report', { about: 'Searches last week', purpose: 'Governors asked' });
    await desk.deliver();
    expect([told('m-ict'), told('m-support')]).toEqual([['filter-report decide'], ['filter-report decide']]);
    const received = shown(
      await steps('m-support', line, 'receive', { receivedOn: '2026-11-10', kept: 'Office' }),
      'register-entry',
    );
    expect(received).toMatchObject({ state: 'received', askedBy: 'Staff m-head' });
    expect(received.opened).toMatchObject({
      fields: { purpose: 'Governors asked' },
      events: [{ event: 'receive', by: 'Staff m-support', fields: { receivedOn: '2026-11-10', kept: 'Office' } }],
    });
  });

  it('[M21] lets the head alone approve a use of social media or an address', async () => {
    const lines = [
      await added('m-teacher', 'social-media', { service: 'Class account', purpose: 'Trip to the coast' }),
      await added('m-ict', 'unblock', { address: 'example.org', purpose: 'Code club', until: '2026-11-30' }),
    ];
    for (const line of lines) {
      for (const who of ['m-ict', 'm-support', 'm-teacher']) {
        const refused = shown(await steps(who, line, 'approve', { until: '2026-11-30' }), 'notice');
        expect(['not-allowed', 'line-gone']).toContain(refused.notice);
      }
      expect((await opens('m-head', line)).state).toBe('asked');
      expect(shown(await steps('m-head', line, 'approve', { until: '2026-11-30' }), 'register-entry').state).toBe(
        'approved',
      );
    }
  });

  it('[I15] stores the approval of a use of social media with its purpose', async () => {
    const nothing = shown(
      await adds('i-teacher', 'social-media', { service: 'Class account', purpose: ' ' }),
      'desk-form',
    );
    expect(nothing.errors).toEqual({ purpose: 'Please fill this in.' });
    const line = await added('i-teacher', 'social-media', { service: 'Class account', purpose: 'Trip to the coast' });
    await steps('i-head', line, 'approve', { note: 'For the trip only' });
    expect(await opens('i-teacher', line)).toMatchObject({
      state: 'approved',
      opened: {
        fields: { purpose: 'Trip to the coast' },
        events: [{ event: 'approve', by: 'Staff i-head', fields: { note: 'For the trip only' } }],
      },
    });
  });

  it('[I17] keeps a permission for a picture only with where and why, and names no child in the list', async () => {
    const asked = { place: 'School website', purpose: 'Sports day', child: 'Pippin T., 5 Oak', until: '2027-07-21' };
    for (const id of ['place', 'purpose']) {
      const again = shown(await adds('i-teacher', 'image-permission', { ...asked, [id]: '' }), 'desk-form');
      expect(again.errors).toEqual({ [id]: 'Please fill this in.' });
    }
    const line = await added('i-teacher', 'image-permission', asked);
    const granted = shown(await steps('i-teacher', line, 'approve', { answeredOn: '2026-11-09' }), 'register-entry');
    expect(granted).toMatchObject({ state: 'approved', endsOn: '2027-07-21' });
    const list = shown(await desk.presses('i-head', 'open-register', { register: 'image-permission' }), 'register');
    expect(list.lines.map(({ title }) => title)).toEqual(['School website']);
    expect(wordsOf(list)).not.toContain('Pippin');
  });

  it('[I08] logs a check of the filter with who, when, what was tried, the result and what was done, and settles the duty', async () => {
    const { ids } = desk.program.desk;
    const base = { kind: 'filter_check' as const, subject: '' };
    const duty = { ...base, dutyId: ids.uuid(), occurrence: '2026-27/1-autumn/2', dueOn: '2026-12-20' };
    const lapsed = { ...base, dutyId: ids.uuid(), occurrence: '2025-26/3-summer/2', dueOn: '2026-07-22' };
    await desk.program.store.duties.beginDuties(INGOL, [duty, lapsed]);
    const check = {
      checkedOn: '2026-11-10',
      device: 'Laptop 3',
      account: 'Test account year 6',
      tried: 'Ten search words',
      result: 'not-blocked',
      action: 'Asked the provider',
    };
    expect(shown(await adds('i-teacher', 'filter-check', check), 'desk-form').problem).toBe('not-served');
    const line = await added('i-ict', 'filter-check', check);
    expect(line).toMatchObject({ state: 'logged', askedBy: 'Staff i-ict', opened: { fields: check } });
    expect(wordsOf(line)).toContain('Some of it was not blocked');
    expect((await desk.program.store.duties.findDuty(INGOL, duty.dutyId))?.state).toBe('done');
    // What was not done last summer is not done by this.
    expect((await desk.program.store.duties.findDuty(INGOL, lapsed.dutyId))?.state).toBe('open');
    const term = { from: '2026-11-01', to: '2026-12-20' };
    expect(await countAdded(desk.program.desk, INGOL, 'filter-check', term)).toBe(1);
    expect(await countAdded(desk.program.desk, INGOL, 'filter-check', { from: '2026-11-11', to: '2026-12-20' })).toBe(
      0,
    );
    const counts = await countRegisters(desk.program.desk, MILVERTON, '2026-11-24');
    expect(counts.find(({ register }) => register === 'unblock')).toEqual({
      register: 'unblock',
      lines: 1,
      waiting: 0,
      ending: 1,
    });
  });

  it('asks which school where somebody may add in several, and nobody else', async () => {
    const asked = { name: 'Quiz app', purpose: 'Spelling' };
    const form = shown(await desk.opens('x-both', 'register-entry', { register: 'technology' }), 'desk-form');
    expect(optionsOf(form, 'school')).toEqual(['wessex-school-a', 'wessex-school-b']);
    expect(shown(await adds('x-both', 'technology', asked), 'desk-form').errors).toEqual({
      school: 'Please choose the school.',
    });
    const line = await added('x-both', 'technology', { ...asked, school: 'wessex-school-b' });
    expect(line.school.name).toContain('school B');
    expect(shown(await desk.presses('x-head', 'open-entry', { entry: line.entryId }), 'notice').notice).toBe(
      'line-gone',
    );
    const alone = shown(await desk.opens('x-teacher', 'register-entry', { register: 'technology' }), 'desk-form');
    expect(() => optionsOf(alone, 'school')).toThrow('has no field school');
    const named = await desk.opens('x-both', 'register-entry', { register: 'technology', school: 'wessex-school-b' });
    expect(fieldOf(shown(named, 'desk-form'), 'school').value).toBe('wessex-school-b');
  });
});
