import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyVersionView } from '../../../src/core/policy-views.ts';
import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import { readPolicies } from '../../../src/core/reviews/current-policies.ts';
import { duePolicies } from '../../../src/core/reviews/due-policies.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import { auditEntries, outbox } from '../../../src/store/schema.ts';
import { clearMessages, openSchool, takeReached } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, optionsOf, shown, wordsOf } from '../../support/views.ts';

const TITLE = 'Online Safety Policy 2023-2025';

let desk: TestDesk;
let profile: SchoolProfile;
let forms = 0;

/** The line of the board that is about the one policy. */
const lineFor = async (who: string) =>
  shown(await desk.says(who, '/esafety policies'), 'policy-board').schools[0]?.policies.find(
    ({ title }) => title === TITLE,
  );

async function opensDraft(who: string, values: Record<string, string>): Promise<PolicyVersionView> {
  const form = shown(await desk.opens(who, 'policy-draft', {}), 'desk-form');
  const [policy = ''] = optionsOf(form, 'policy');
  forms += 1;
  const reply = await desk.submits(who, 'policy-draft', { key: `draft-${forms}` }, { policy, ...values });
  return shown(reply, 'policy-version');
}

/** Decides as the person's own card would let him. */
async function decides(who: string, versionId: string, values: Record<string, string>, key = `decide-${who}-${forms}`) {
  const form = shown(await desk.opens(who, 'policy-decide', { version: versionId }), 'desk-form');
  return desk.submits(who, 'policy-decide', { ...form.data, key }, values);
}

const statuses: string[] = [];
const noteStatus = async () => statuses.push((await lineFor('head'))?.status ?? 'none');

beforeAll(async () => {
  desk = await openSchool('milverton', {
    more: [
      { who: 'coordinator', roles: ['esafety_coordinator'] },
      { who: 'deputy', roles: ['deputy_head'] },
      { who: 'link', roles: ['link_governor'] },
    ],
    change: (given) => ({
      ...given,
      terms: [
        { from: '2026-09-01', to: '2026-12-18' },
        { from: '2027-01-05', to: '2028-07-21' },
      ],
      acknowledgement_packs: [{ name: 'Pack', audience: ['staff'], documents: [TITLE] }],
    }),
  });
  profile = desk.profiles[0] as SchoolProfile;
  await clearMessages(desk);
});
afterAll(() => desk.close());

describe('a version of a policy', () => {
  let version: PolicyVersionView;

  it('is drafted by whoever owns the policy, its next review a cycle from today where none is given', async () => {
    await noteStatus();
    version = await opensDraft('coordinator', {
      version: '6',
      url: 'https://milverton.example/online-6',
      send: 'draft',
    });
    expect(version).toMatchObject({ title: TITLE, stage: 'draft', nextReviewOn: '2027-11-10', may: 'change' });
    await noteStatus();
    await desk.deliver();
    expect(takeReached(desk)).toEqual([]);
  });

  it('is one at a time: a second one of the same policy is refused, and the same form again changes nothing', async () => {
    const form = shown(await desk.opens('head', 'policy-draft', {}), 'desk-form');
    const [policy = ''] = optionsOf(form, 'policy');
    const values = { policy, version: '7', send: 'draft' };
    const refused = shown(await desk.submits('head', 'policy-draft', { key: 'other' }, values), 'desk-form');
    expect(refused.errors.policy).toContain('being worked on already');
    const again = { policy, version: '6', url: 'https://milverton.example/online-6', send: 'draft' };
    const same = shown(await desk.submits('coordinator', 'policy-draft', { key: 'draft-1' }, again), 'policy-version');
    expect(same.versionId).toBe(version.versionId);
  });

  it('goes to the head and the deputy 1:1 when it is sent on, and to nobody twice', async () => {
    const data = { version: version.versionId };
    const form = shown(await desk.opens('coordinator', 'policy-draft', data), 'desk-form');
    expect(form.values).toMatchObject({ version: '6', url: 'https://milverton.example/online-6' });
    const sent = { ...form.values, version: '6.1', send: 'slt' };
    for (const _ of ['first', 'again']) {
      const reply = await desk.submits('coordinator', 'policy-draft', { ...form.data, key: 'send' }, sent);
      expect(shown(reply, 'policy-version')).toMatchObject({
        version: '6.1',
        stage: 'slt',
        answer: 'saved',
        may: null,
      });
    }
    await noteStatus();
    await desk.deliver();
    expect(only(desk.chat.toPerson('head'), 'policy-version')).toMatchObject([{ may: 'decide', version: '6.1' }]);
    expect(takeReached(desk)).toEqual(['deputy', 'head']);
  });

  it('cannot be decided by its author, a governor or a teacher at that stage', async () => {
    const data = { version: version.versionId };
    expect(await desk.opens('coordinator', 'policy-decide', data)).toMatchObject({ view: { may: null } });
    for (const who of ['chair', 'teacher']) {
      expect(await desk.opens(who, 'policy-decide', data)).toMatchObject({ view: { notice: 'not-allowed' } });
      expect(await desk.presses(who, 'open-policy', data)).toMatchObject({ view: { notice: 'not-allowed' } });
    }
    const forged = { ...data, n: '1', kind: 'slt', key: 'forged' };
    const reply = await desk.submits('coordinator', 'policy-decide', forged, { decision: 'passed' });
    expect(reply).toMatchObject({ view: { stage: 'slt', answer: 'not-changed' } });
  });

  it('goes back to draft with a reason, and its author is told', async () => {
    const missing = await decides('deputy', version.versionId, { decision: 'returned' });
    expect(shown(missing, 'desk-form').errors).toEqual({ reason: 'Please say what should be changed.' });
    const returned = await decides('deputy', version.versionId, {
      decision: 'returned',
      reason: 'Name the new filter.',
    });
    expect(returned).toMatchObject({ view: { stage: 'draft', answer: 'saved' } });
    await noteStatus();
    await desk.deliver();
    const [told] = only(desk.chat.toPerson('coordinator'), 'policy-version');
    expect(told && wordsOf(told)).toContain('Name the new filter.');
    expect(takeReached(desk)).toEqual(['coordinator']);
  });

  it('comes to the governors once a leader agreed; of two who decide at the same time the second changes nothing', async () => {
    const draft = shown(await desk.opens('coordinator', 'policy-draft', { version: version.versionId }), 'desk-form');
    await desk.submits(
      'coordinator',
      'policy-draft',
      { ...draft.data, key: 'send-2' },
      { ...draft.values, send: 'slt' },
    );
    const late = shown(await desk.opens('deputy', 'policy-decide', { version: version.versionId }), 'desk-form');
    await decides('head', version.versionId, { decision: 'passed' });
    const reply = await desk.submits('deputy', 'policy-decide', { ...late.data, key: 'late' }, { decision: 'passed' });
    expect(reply).toMatchObject({ view: { stage: 'governors', answer: 'not-changed' } });
    await noteStatus();
    await desk.deliver();
    // What would have asked the deputy is no longer true when it leaves.
    expect(takeReached(desk)).toEqual(['chair', 'coordinator', 'link']);
  });

  it('is brought back to whoever decides once a week while it waits, however many programs run', async () => {
    const remind = async () => {
      const programs = [1, 2].map(() => createRemindSchools(desk.program.desk, [duePolicies])());
      await Promise.all(programs);
      await desk.deliver();
      const asked = ['chair', 'link', 'head'].filter(
        (who) => only(desk.chat.toPerson(who), 'policy-version').length > 0,
      );
      desk.chat.sent.length = 0;
      return asked;
    };
    desk.clock.set('2026-11-13T10:00:00Z');
    expect(await remind()).toEqual([]);
    desk.clock.set('2026-11-17T10:00:00Z');
    expect(await remind()).toEqual(['chair', 'link']);
    expect(await remind()).toEqual([]);
    // Down for three weeks: the latest one alone.
    desk.clock.set('2026-12-08T10:00:00Z');
    expect(await remind()).toEqual(['chair', 'link']);
  });

  it('[M34] is published with the governors’ decision and the day of their meeting, after draft and senior leaders', async () => {
    const { versionId } = version;
    const missing = await decides('link', versionId, { decision: 'passed' });
    expect(shown(missing, 'desk-form').errors).toEqual({ metOn: 'Please give the day of the meeting.' });
    // Whatever stage the form says: the record knows where the version is.
    const forged = { version: versionId, n: '4', kind: 'slt', key: 'no-meeting' };
    const refused = await desk.submits('link', 'policy-decide', forged, { decision: 'passed' });
    expect(shown(refused, 'desk-form').errors).toEqual({ metOn: 'Please give the day of the meeting.' });
    const form = shown(await desk.opens('chair', 'policy-decide', { version: versionId }), 'desk-form');
    const passed = { decision: 'passed', metOn: '2026-12-07' };
    for (const _ of ['first', 'again']) {
      const reply = await desk.submits('chair', 'policy-decide', { ...form.data, key: 'meeting' }, passed);
      expect(shown(reply, 'policy-version')).toMatchObject({ stage: 'published', answer: 'saved', may: null });
    }
    await noteStatus();
    expect(statuses).toEqual(['not-evidenced', 'draft', 'slt', 'draft', 'governors', 'published']);
    await desk.deliver();
    const [told] = only(desk.chat.toPerson('coordinator'), 'policy-version');
    expect(told && wordsOf(told)).toMatch(/Everybody who has to read it is asked to read this version/);
    expect(told?.decisions.map(({ stage, decision, by, metOn }) => [stage, decision, by, metOn])).toEqual([
      ['draft', 'passed', 'Staff coordinator', null],
      ['slt', 'returned', 'Staff deputy', null],
      ['draft', 'passed', 'Staff coordinator', null],
      ['slt', 'passed', 'Staff head', null],
      ['governors', 'passed', 'Staff chair', '2026-12-07'],
    ]);
    expect(takeReached(desk)).toEqual(['coordinator']);
  });

  it('is what everybody reads from then on, with its own next review', async () => {
    const [policy] = shown(await desk.says('cleaner', '/esafety policy'), 'policies').schools[0]?.policies ?? [];
    expect(policy).toMatchObject({ title: TITLE, version: '6.1', nextReview: '2027-11-10', approval: 'approved' });
    expect(await readPolicies(desk.program.desk, profile)).toMatchObject([
      { title: TITLE, version: '6.1', dueOn: '2027-11-10', status: 'published', owner: 'esafety_coordinator' },
    ]);
    // The review that was overdue is done: nobody is reminded of it any more.
    await createRemindSchools(desk.program.desk, [duePolicies])();
    await desk.deliver();
    expect(takeReached(desk)).toEqual([]);
  });

  it('replaces the version before it; the number that holds is not given again', async () => {
    const form = shown(await desk.opens('coordinator', 'policy-draft', {}), 'desk-form');
    const [policy = ''] = optionsOf(form, 'policy');
    const taken = { policy, version: '6.1', send: 'slt' };
    const refused = shown(await desk.submits('coordinator', 'policy-draft', { key: 'taken' }, taken), 'desk-form');
    expect(refused.errors.version).toContain('holds already');
    forms += 1;
    const next = await opensDraft('coordinator', { version: '7', nextReview: '2028-01-31', send: 'slt' });
    await decides('head', next.versionId, { decision: 'passed' });
    await decides('link', next.versionId, { decision: 'passed', metOn: '2026-12-08' });
    expect(await readPolicies(desk.program.desk, profile)).toMatchObject([{ version: '7', dueOn: '2028-01-31' }]);
    const earlier = await desk.presses('head', 'open-policy', { version: version.versionId });
    expect(earlier).toMatchObject({ view: { stage: 'superseded', version: '6.1' } });
  });

  it('is reminded of by its own next review from then on', async () => {
    await clearMessages(desk);
    desk.clock.set('2027-12-03T10:00:00Z');
    await createRemindSchools(desk.program.desk, [duePolicies])();
    await desk.deliver();
    expect(only(desk.chat.toPerson('coordinator'), 'review-due')).toMatchObject([
      { policy: TITLE, dueOn: '2028-01-31', overdue: false, workedOn: null },
    ]);
    expect(takeReached(desk)).toEqual(['coordinator']);
    desk.clock.set('2026-12-08T11:00:00Z');
  });

  it('leaves a trace of every change, without a word that was typed', async () => {
    const rows = await desk.program.database.inSchool(profile.id, (tx) => tx.select().from(auditEntries));
    const actions = rows.map(({ action }) => action).filter((action) => action.startsWith('policy.'));
    expect(actions).toEqual([
      'policy.drafted',
      'policy.draft-changed',
      'policy.passed',
      'policy.returned',
      'policy.draft-changed',
      'policy.passed',
      'policy.passed',
      'policy.published',
      'policy.drafted',
      'policy.passed',
      'policy.passed',
      'policy.superseded',
      'policy.published',
    ]);
    const queued = await desk.program.database.inSchool(profile.id, (tx) => tx.select().from(outbox));
    const sent = queued.filter(({ dedupeKey }) => dedupeKey.startsWith('policy-version|'));
    expect(sent.length).toBeGreaterThan(5);
    const kept = JSON.stringify([rows, sent]);
    for (const words of ['Name the new filter', 'Online Safety', 'milverton.example'])
      expect(kept).not.toContain(words);
  });
});

describe('a policy the school does not have yet', () => {
  it('is drafted under its title, by the head too, and stands on the board alone until it is published', async () => {
    const draft = { policy: 'new', title: 'Mobile  phones', version: '1', send: 'slt' };
    const reply = await desk.submits('head', 'policy-draft', { key: 'new-1' }, draft);
    expect(shown(reply, 'policy-version')).toMatchObject({ title: 'Mobile phones', url: null, may: null });
    const board = shown(await desk.says('office', 'policies'), 'policy-board');
    expect(board.schools[0]?.policies.map(({ title, status }) => [title, status])).toEqual([
      [TITLE, 'published'],
      ['Mobile phones', 'slt'],
    ]);
    expect(shown(await desk.says('teacher', 'policy'), 'policies').schools[0]?.policies).toHaveLength(1);
  });

  it('has a title that every platform can carry in its list', async () => {
    const draft = { policy: 'new', title: 'x'.repeat(121), version: '1', send: 'draft' };
    const refused = shown(await desk.submits('head', 'policy-draft', { key: 'long' }, draft), 'desk-form');
    expect(refused.errors.title).toContain('longer than 120 characters');
  });

  it('sent on in the holidays comes once on the first morning after them, and again a week later', async () => {
    const board = shown(await desk.says('head', 'policies'), 'policy-board');
    const action = board.schools[0]?.policies.find(({ title }) => title === 'Mobile phones')?.action;
    desk.clock.set('2026-12-21T10:00:00Z');
    await decides('deputy', action?.kind === 'open' ? action.versionId : '', { decision: 'passed' });
    const cards = async (day: string) => {
      desk.clock.set(`${day}T10:00:00Z`);
      await createRemindSchools(desk.program.desk, [duePolicies])();
      await desk.deliver();
      const found = only(desk.chat.toPerson('chair'), 'policy-version').length;
      desk.chat.sent.length = 0;
      return found;
    };
    expect(await cards('2027-01-05')).toBe(1);
    expect(await cards('2027-01-11')).toBe(0);
    expect(await cards('2027-01-12')).toBe(1);
  });
});
