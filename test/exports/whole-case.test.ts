import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Viewer, viewerOf } from '../../src/core/access.ts';
import type { CaseFile } from '../../src/core/exports/case-file.ts';
import type { CaseChange } from '../../src/core/incidents/case-work.ts';
import { STATUSES } from '../../src/core/incidents/taxonomy.ts';
import { DEMO_SCHOOL } from '../support/demo-school.ts';
import { type ExportsDesk, openExportsDesk } from './exports-desk.ts';
import { longText } from './long-file.ts';

let scene: ExportsDesk;
let lead: Viewer;
beforeAll(async () => {
  scene = await openExportsDesk();
  lead = viewerOf(await scene.desk.personId('lead'), ['dsl']);
});
afterAll(() => scene.close());

let steps = 0;
/** Takes one step in a case as the lead, or as somebody else. */
async function step(caseId: string, change: Partial<CaseChange> & { entry: string }, viewer = lead): Promise<void> {
  steps += 1;
  scene.desk.clock.forwardMinutes(1);
  const whole = { key: `step-${steps}`, text: null, from: STATUSES, acknowledges: true, ...change };
  const at = scene.desk.clock.now();
  const written = { actorId: viewer.personId, at, messages: [] };
  expect(await scene.desk.program.store.takeStep(DEMO_SCHOOL, caseId, viewer, whole, written)).toEqual({
    result: 'taken',
  });
}

async function fileOf(who: string, caseId: string): Promise<CaseFile> {
  const { token, code } = await scene.link(who, caseId, 'case-data');
  const { status, body } = await scene.post(token, code);
  expect(status).toBe(200);
  return JSON.parse(body.toString('utf8'));
}

const report = async (values: Record<string, string> = {}): Promise<string> =>
  scene.desk.caseIdOf((await scene.desk.reports('teacher', values)).reference);

describe('the file of a case', () => {
  it('has the whole chronology, however many notes and pages it is', async () => {
    const caseId = await report();
    const texts = Array.from({ length: 40 }, (_, index) => `${index}: ${longText(3_000)}`);
    for (const text of texts) await step(caseId, { entry: 'note', text: { facts: {}, text } });
    const { chronology } = await fileOf('lead', caseId);
    expect(chronology.filter(({ entry }) => entry === 'note').map(({ text }) => text)).toEqual(texts);
    expect(chronology[0]).toMatchObject({ entry: 'recorded', by: 'Staff teacher' });
  });

  it('[A33] has what was decided, done, referred and taken out, each with who, when, to whom and why', async () => {
    const caseId = await report({ urls: 'https://chat.example/room', childWords: 'He said so.' });
    const other = await report();
    await step(caseId, {
      entry: 'assessed',
      text: { facts: { severity: 'significant', category: 'contact' }, text: 'An adult nobody knows.' },
      patch: { severity: 'significant', category: 'contact', type: 'grooming', childProtection: true },
    });
    const [taskId, referralId] = [scene.desk.program.desk.ids.uuid(), scene.desk.program.desk.ids.uuid()];
    const task = { taskId, kind: 'office' as const, text: 'Ring the parents.', dueAt: null, remindAt: null };
    await step(caseId, { entry: 'task-added', tasks: [{ ...task, ownerId: lead.personId }] });
    await step(caseId, { entry: 'task-done', settleTask: { taskId, state: 'done', result: 'They come at four.' } });
    const details = {
      person: 'Duty worker',
      theirReference: null,
      shared: 'All.',
      purpose: 'To protect her.',
      fields: {},
    };
    await step(caseId, {
      entry: 'referred',
      text: { facts: { agency: 'police' }, text: 'To protect her.' },
      patch: { status: 'referred' },
      referral: {
        referralId,
        agency: 'police',
        details,
        referredOn: '2026-11-10',
        responseDueAt: null,
        remindAt: null,
      },
    });
    await step(caseId, {
      entry: 'referral-answered',
      answer: { referralId, state: 'answered', text: 'Taken on.', theirReference: 'P-1' },
    });
    await step(caseId, { entry: 'linked', link: { otherId: other, kind: 'linked' } });
    await step(caseId, {
      entry: 'taken-out',
      text: { facts: { export: 'case-file', recipient: 'The police' }, text: 'A criminal investigation.' },
    });
    const pupil = { subjectId: scene.desk.program.desk.ids.uuid(), name: 'Zsófia Ó Maolagáin', details: null };
    await step(caseId, { entry: 'people-changed', pupils: [{ ...pupil, birthDate: '2016-03-01', pupilId: 'P-17' }] });
    const file = await fileOf('lead', caseId);
    expect(file).toMatchObject({
      facts: { status: 'referred', severity: 'significant', childProtection: true, owner: 'Staff lead' },
      report: { childWords: 'He said so.' },
      addresses: ['hxxps://chat[.]example/room'],
      people: [
        { name: 'Robin Invented', details: 'Year 4' },
        { name: 'Zsófia Ó Maolagáin', birthDate: '2016-03-01', pupilId: 'P-17' },
      ],
      decisions: [
        { entry: 'assessed', by: 'Staff lead', reason: 'An adult nobody knows.' },
        { entry: 'referred', by: 'Staff lead', reason: 'To protect her.' },
      ],
      tasks: expect.arrayContaining([
        expect.objectContaining({
          kind: 'office',
          text: 'Ring the parents.',
          state: 'done',
          settled: expect.objectContaining({ by: 'Staff lead' }),
          result: 'They come at four.',
        }),
      ]),
      referrals: [
        {
          agency: 'police',
          person: 'Duty worker',
          on: '2026-11-10',
          by: 'Staff lead',
          theirReference: 'P-1',
          purpose: 'To protect her.',
          shared: 'All.',
          answer: { text: 'Taken on.' },
        },
      ],
      disclosures: [{ by: 'Staff lead', what: 'case-data', recipient: 'The police', purpose: null }],
      notFetched: [
        { by: 'Staff lead', what: 'case-file', recipient: 'The police', purpose: 'A criminal investigation.' },
      ],
      linked: [{ kind: 'linked' }],
    });
    expect(file.people.length).toBe(2);
    expect(JSON.stringify(file)).not.toMatch(/[\da-f]{8}-[\da-f]{4}-4/);
  });

  it('has the steps of the guidance, open and settled, also those of a kind the case no longer is', async () => {
    const caseId = await report();
    const check = { stepId: 'gone', playbook: 'Older', step: 'Ask.', state: 'not-needed' as const, happenedOn: null };
    await step(caseId, { entry: 'assessed', patch: { type: 'cyberbullying' } });
    await step(caseId, { entry: 'check-not-needed', check: { ...check, note: 'She asked herself.' } });
    const { checklist } = await fileOf('lead', caseId);
    expect(checklist.length).toBeGreaterThan(1);
    expect(checklist.some(({ state }) => state === 'open')).toBe(true);
    expect(checklist.at(-1)).toEqual({
      guidance: 'Older',
      step: 'Ask.',
      state: 'not-needed',
      note: 'She asked herself.',
      settled: { by: 'Staff lead', at: scene.desk.clock.now().toISOString() },
      happenedOn: null,
    });
  });

  it('[X12] sums up who saw, changed and took it out, as the audit has it', async () => {
    const caseId = await report();
    const { store } = scene.desk.program;
    for (let views = 0; views < 3; views += 1) await store.viewCase(DEMO_SCHOOL, caseId, lead, scene.desk.clock.now());
    await step(caseId, { entry: 'note', text: { facts: {}, text: 'One.' } });
    await fileOf('lead', caseId);
    const head = viewerOf(await scene.desk.personId('head'), ['head']);
    await store.viewCase(DEMO_SCHOOL, caseId, head, scene.desk.clock.now());
    const { audit } = await fileOf('head', caseId);
    expect(audit.map(({ first: _, last: __, ...reader }) => reader)).toEqual([
      { who: 'Staff teacher', seen: 0, changed: 1, takenOut: 0 },
      { who: 'Staff lead', seen: 3, changed: 1, takenOut: 1 },
      { who: 'Staff head', seen: 1, changed: 0, takenOut: 0 },
    ]);
  });

  it('leads to no linked case that its reader may not know of', async () => {
    const caseId = await report();
    const about = await scene.desk.personId('colleague');
    const restricted = await scene.desk.reports('teacher', { adult: 'yes', adultPerson: about });
    const restrictedId = await scene.desk.caseIdOf(restricted.reference);
    const head = viewerOf(await scene.desk.personId('head'), ['head']);
    await step(caseId, { entry: 'linked', link: { otherId: restrictedId, kind: 'linked' } }, head);
    expect((await fileOf('head', restrictedId)).linked.length).toBe(1);
    expect((await fileOf('lead', caseId)).linked).toEqual([]);
    expect((await fileOf('head', restrictedId)).people[0]).toMatchObject({ part: 'adult', name: 'Staff colleague' });
  });
});
