import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisterEntryView } from '../../../src/core/register-views.ts';
import { dueRegisters } from '../../../src/core/registers/due-registers.ts';
import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import { registerEntries, registerEvents } from '../../../src/store/duty-schema.ts';
import { auditEntries } from '../../../src/store/schema.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { notificationOf, only, shown, wordsOf } from '../../support/views.ts';

const PAGE = { address: 'https://thistle-gossip.example/x', purpose: 'Assembly on rumours', until: '2027-01-29' };
const LOAN = { item: 'Laptop 14', purpose: 'Reports', until: '2027-02-05' };

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

let forms = 0;
const nextKey = (): string => {
  forms += 1;
  return `form-${forms}`;
};
const adds = (who: string, register: string, values: Record<string, string>, key = nextKey()) =>
  desk.submits(who, 'register-entry', { register, key }, values);
const added = async (...given: Parameters<typeof adds>): Promise<RegisterEntryView> =>
  shown(await adds(...given), 'register-entry');
const steps = (who: string, entry: string, step: string, values: Record<string, string>, key = nextKey()) =>
  desk.submits(who, 'register-step', { entry, step, key }, values);
const opens = async (who: string, entry: string) =>
  shown(await desk.presses(who, 'open-entry', { entry }), 'register-entry');
const lines = async (who: string, register: string) =>
  shown(await desk.presses(who, 'open-register', { register }), 'register').lines.map(({ entryId }) => entryId);
const rows = () =>
  desk.program.database.inSchool(DEMO_SCHOOL, async (tx) => ({
    entries: await tx.select().from(registerEntries),
    events: await tx.select().from(registerEvents),
    audit: (await tx.select().from(auditEntries)).filter(({ action }) => action.startsWith('register.')),
  }));

describe('a line of a register', () => {
  it('is asked for by a typed word and a form, and adds one line however often it is delivered', async () => {
    const form = shown(await desk.says('teacher', 'unblock'), 'desk-form');
    expect(form).toMatchObject({ form: 'register-entry', data: { register: 'unblock' } });
    expect(wordsOf(form)).toContain('The head decides.');
    const wrong = shown(await adds('teacher', 'unblock', { ...PAGE, until: '2026-11-01', purpose: '' }), 'desk-form');
    expect(Object.keys(wrong.errors).sort()).toEqual(['purpose', 'until']);
    expect(wrong.values.address).toBe(PAGE.address);
    const first = await added('teacher', 'unblock', PAGE, 'twice');
    const second = await added('teacher', 'unblock', PAGE, 'twice');
    expect(second.entryId).toBe(first.entryId);
    expect((await rows()).entries).toHaveLength(1);
    await desk.deliver();
    const [message, none] = only(desk.chat.toPerson('head'), 'register-entry');
    expect(none).toBeUndefined();
    expect(message && notificationOf(message)).toBe('Unblock requests: something waits for you');
    expect(message && wordsOf(message)).not.toMatch(/thistle|rumours/);
  });

  it('keeps what it says sealed, and audits who added, changed and opened it', async () => {
    const { entryId } = await added('teacher', 'image-permission', {
      place: 'Hall display',
      purpose: 'Harvest',
      child: 'Pippin T.',
      until: '2027-03-01',
    });
    await steps('teacher', entryId, 'approve', { answeredOn: '2026-11-09', note: 'Mother by telephone' });
    await opens('head', entryId);
    const stored = await rows();
    const bytes = [...stored.entries.map((row) => row.detailsSealed), ...stored.events.map((row) => row.noteSealed)];
    const plain = [
      JSON.stringify({ ...stored, entries: 0, events: 0 }),
      ...bytes.map((value) => value?.toString('latin1') ?? ''),
    ];
    expect(plain.join()).not.toMatch(/thistle|rumours|Pippin|Hall display|Harvest|Mother/);
    const head = await desk.personId('head');
    const ofIt = stored.audit.filter(({ detail }) => (detail as { entry: string }).entry === entryId);
    expect(ofIt.map(({ action }) => action)).toEqual([
      'register.added',
      'register.opened',
      'register.changed',
      'register.opened',
      'register.opened',
    ]);
    expect(ofIt.at(-1)?.actorId).toBe(head);
  });

  it('is opened by whoever asked and by those who decide or act, and by nobody else', async () => {
    const [mine] = await lines('teacher', 'unblock');
    expect(await lines('head', 'unblock')).toEqual([mine]);
    expect(await lines('ict', 'unblock')).toEqual([mine]);
    const looks = (await rows()).audit.filter(({ action }) => action === 'register.listed');
    expect(looks.map(({ actorId }) => actorId)).toEqual([await desk.personId('head'), await desk.personId('ict')]);
    for (const who of ['colleague', 'chair', 'admin']) {
      expect(await lines(who, 'unblock'), who).toEqual([]);
      for (const reply of [
        await desk.presses(who, 'open-entry', { entry: mine as string }),
        await desk.opens(who, 'register-step', { entry: mine as string, step: 'approve' }),
        await steps(who, mine as string, 'approve', { until: '2027-01-29' }),
      ])
        expect(shown(reply, 'notice').notice, who).toBe('line-gone');
    }
    const overview = shown(await desk.says('head', 'registers'), 'registers');
    expect(overview.schools[0]?.registers.find(({ register }) => register === 'unblock')).toMatchObject({
      lines: 1,
      waiting: 1,
      mayAdd: true,
    });
    const colleague = shown(await desk.says('colleague', 'registers'), 'registers').schools[0]?.registers ?? [];
    expect(colleague.map(({ register }) => register)).not.toContain('filter-check');
    expect(colleague.every((register) => register.lines === 0)).toBe(true);
  });

  it('tells the second of two who decide at once, and leaves what the first decided', async () => {
    const { entryId } = await added('teacher', 'equipment-loan', LOAN);
    const results = await Promise.all([
      steps('head', entryId, 'approve', { until: LOAN.until }, 'race-1'),
      steps('ict', entryId, 'refuse', { note: 'It is broken' }, 'race-2'),
    ]);
    const won = results.flatMap((reply) =>
      reply.kind !== 'nothing' && reply.view.name === 'register-entry' ? [reply.view] : [],
    );
    const lost = results.flatMap((reply) =>
      reply.kind !== 'nothing' && reply.view.name === 'desk-form' ? [reply.view] : [],
    );
    expect([won.length, lost.length]).toEqual([1, 1]);
    expect(lost[0]?.errors.gate).toContain('nothing of this form was saved');
    expect((await opens('teacher', entryId)).state).toBe(won[0]?.state);
    expect((await rows()).events.filter((event) => event.entryId === entryId)).toHaveLength(2);
  });

  it('goes one step on however often the step is delivered', async () => {
    const { entryId } = await added('teacher', 'equipment-loan', LOAN);
    for (const _ of [1, 2]) {
      const view = shown(await steps('head', entryId, 'approve', { until: LOAN.until }, 'again'), 'register-entry');
      expect(view).toMatchObject({ state: 'approved', opened: { events: [{ event: 'approve' }] } });
    }
    // Another form that comes too late shows how it stands.
    expect(
      shown(await desk.opens('head', 'register-step', { entry: entryId, step: 'refuse' }), 'register-entry').state,
    ).toBe('approved');
  });

  it('is approved by nobody for himself, but the head', async () => {
    const own = await added('ict', 'equipment-loan', LOAN);
    expect(own.opened?.steps).toEqual(['refuse', 'withdraw']);
    expect(shown(await steps('ict', own.entryId, 'approve', { until: LOAN.until }), 'notice').notice).toBe(
      'not-allowed',
    );
    expect((await added('head', 'equipment-loan', LOAN)).opened?.steps).toContain('approve');
    // Nor is a loan made longer by him, or new technology put into use.
    await steps('head', own.entryId, 'approve', { until: LOAN.until });
    await steps('ict', own.entryId, 'issue', { tag: 'L14' });
    const later = await steps('ict', own.entryId, 'extend', { until: '2027-07-01' });
    expect(shown(later, 'notice').notice).toBe('not-allowed');
    const quiz = await added('ict', 'technology', { name: 'Quiz app', purpose: 'Spelling' });
    await steps('ict', quiz.entryId, 'assess', { assessment: 'RA-3', dpia: 'none' });
    const tested = await steps('ict', quiz.entryId, 'test', { testedOn: '2026-11-09', outcome: 'Fine' });
    expect(shown(tested, 'register-entry').opened?.steps).toEqual(['refuse']);
    expect((await opens('head', quiz.entryId)).opened?.steps).toContain('go-live');
    await steps('head', quiz.entryId, 'refuse', { note: 'Not needed' });
  });
});

describe('what is due in registers', () => {
  it('is told once a person and day for all that waits, three school days on and weekly then', async () => {
    desk.chat.sent.length = 0;
    const remind = createRemindSchools(desk.program.desk, [dueRegisters]);
    const remindedOn = async (at: string) => {
      desk.chat.sent.length = 0;
      desk.clock.set(at);
      await remind();
      await remind();
      await desk.deliver();
      const cards = only(desk.chat.toPerson('head'), 'registers-due');
      expect(cards.length).toBeLessThanOrEqual(1);
      return cards[0]?.lines.map(({ register, why }) => `${register} ${why}`) ?? [];
    };
    expect(await remindedOn('2026-11-12T10:00:00Z')).toEqual([]);
    const waits = await remindedOn('2026-11-13T10:00:00Z');
    expect([...new Set(waits)].sort()).toEqual(['equipment-loan waits', 'unblock waits']);
    expect(await remindedOn('2026-11-16T10:00:00Z')).toEqual([]);
    // The program was away over the day of it, then for two weeks: the latest alone is told.
    expect(await remindedOn('2026-11-23T10:00:00Z')).toEqual(waits);
    expect(await remindedOn('2026-12-14T10:00:00Z')).toEqual(waits);
    // A clock that is set back repeats nothing.
    expect(await remindedOn('2026-11-23T11:00:00Z')).toEqual([]);
    expect(await remindedOn('2026-12-12T10:00:00Z')).toEqual([]);
    for (const line of await lines('head', 'unblock')) await steps('head', line, 'refuse', { note: 'Not needed' });
    for (const line of await lines('head', 'equipment-loan'))
      await steps('head', line, 'refuse', { note: 'Not needed' });
    expect(await remindedOn('2027-01-11T10:00:00Z')).toEqual([]);
  });
});
