import { sql } from 'drizzle-orm';
import { STATUSES, type Status } from '../../../src/core/incidents/taxonomy.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import { loadFirst } from '../../config/example-profiles.ts';
import { takes, workOf } from '../../support/case-steps.ts';
import { DEMO_SCHOOL } from '../../support/demo-school.ts';
import { openTestDesk, type TestDesk } from '../../support/test-desk.ts';
import { GIVEN_BY_NAME, PEOPLE } from './matrix.ts';

/** A case that stands in one status, with what can be acted on in it. */
export interface StandingCase {
  aboutColleague: boolean;
  status: Status;
  caseId: string;
  reference: string;
  taskId: string;
  stepId: string;
  referralId: string;
}

const NONE = '99999999-9999-4999-8999-999999999998';
const OTHER_SCHOOL = 'other-demo';

/** The demo school and another one in the same workspace, with everybody of the matrix. */
export function openMatrixDesk(): Promise<TestDesk> {
  const profile = loadFirst('demo-school');
  const other: SchoolProfile = { ...profile, id: OTHER_SCHOOL, name: 'Another demo school' };
  return openTestDesk({
    profiles: [profile, other],
    people: PEOPLE.map(({ who, role }) => ({
      who,
      roles: [role as Role],
      ...(who === 'outsider' ? { school: OTHER_SCHOOL } : {}),
      ...(who === 'leaver' ? { endsOn: '2026-11-10' } : {}),
    })),
  });
}

/** One case of either kind in every status; `subject` is the colleague each is about. */
export async function caseInEveryStatus(desk: TestDesk): Promise<StandingCase[]> {
  const cases: StandingCase[] = [];
  for (const aboutColleague of [false, true])
    for (const status of STATUSES) cases.push(await caseIn(desk, aboutColleague, status));
  return cases;
}

/** A new case that was brought into one status. */
export async function caseIn(desk: TestDesk, aboutColleague: boolean, status: Status): Promise<StandingCase> {
  const { reference, caseId } = await report(desk, aboutColleague);
  const [who, data] = [aboutColleague ? 'head' : 'lead', { case: caseId }];
  const steps = STATUSES.slice(1, STATUSES.indexOf(status) + 1);
  for (const step of steps) await moveTo(desk, who, data, step, aboutColleague);
  for (const name of GIVEN_BY_NAME) await giveByName(desk, caseId, name);
  if (aboutColleague) await giveByName(desk, caseId, 'deputy');
  else await noteAsAbout(desk, caseId, 'subject');
  const work = await workOf(desk, who, caseId);
  const owner = aboutColleague ? 'Staff office' : 'Staff ict';
  return {
    aboutColleague,
    status,
    caseId,
    reference,
    taskId: work.tasks.find((task) => task.owner === owner)?.taskId ?? NONE,
    stepId: work.checklist[0]?.stepId ?? NONE,
    referralId: work.referrals[0]?.referralId ?? NONE,
  };
}

async function report(desk: TestDesk, aboutColleague: boolean): Promise<{ reference: string; caseId: string }> {
  const about: Record<string, string> = aboutColleague
    ? { adult: 'yes', adultPerson: await desk.personId('subject'), type: 'staff_allegation' }
    : { type: 'filter_failure', category: 'content', urls: 'https://bad.example/x' };
  const { reference } = await desk.reports('teacher', { ...about, place: 'outside' });
  return { reference, caseId: await desk.caseIdOf(reference) };
}

async function moveTo(
  desk: TestDesk,
  who: string,
  data: { case: string },
  status: Status,
  aboutColleague: boolean,
): Promise<void> {
  switch (status) {
    case 'acknowledged':
      await desk.presses(who, 'acknowledge', data);
      return;
    case 'assessing':
      await takes(
        desk,
        who,
        'assess',
        data,
        aboutColleague ? { type: '' } : { type: 'filter_failure', category: 'content' },
      );
      return;
    case 'actions_open':
      await takes(desk, who, 'task', data, { owner: await desk.personId('office') });
      return;
    case 'referred':
      await takes(desk, who, 'refer', data, { responseDue: '' });
      return;
    case 'monitoring':
      await takes(desk, who, 'monitor', data);
      return;
    case 'closed':
      return settleAndClose(desk, who, data, aboutColleague);
  }
}

/** Settles whatever stands in the way, and closes. */
async function settleAndClose(
  desk: TestDesk,
  who: string,
  data: { case: string },
  aboutColleague: boolean,
): Promise<void> {
  for (const { taskId, owner } of (await workOf(desk, who, data.case)).tasks)
    if (owner !== `Staff ${who}`) await takes(desk, who, 'finish-task', { task: taskId }, { state: 'not-needed' });
  for (const { stepId, state } of (await workOf(desk, who, data.case)).checklist)
    if (state === 'waiting')
      await takes(desk, who, 'check', { ...data, step: stepId }, { state: 'not-needed', day: '' });
  await takes(desk, who, 'close', data, aboutColleague ? { outcome: 'unfounded' } : {});
}

async function giveByName(desk: TestDesk, caseId: string, who: string): Promise<void> {
  const personId = await desk.personId(who);
  await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.execute(sql`insert into case_access (school_id, case_id, person_id, reason, granted_at)
      values (${DEMO_SCHOOL}, ${caseId}::uuid, ${personId}::uuid, 'added', now()) on conflict do nothing`),
  );
}

async function noteAsAbout(desk: TestDesk, caseId: string, who: string): Promise<void> {
  const personId = await desk.personId(who);
  await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.execute(sql`insert into case_people (school_id, case_id, id, part, person_id)
      values (${DEMO_SCHOOL}, ${caseId}::uuid, gen_random_uuid(), 'adult', ${personId}::uuid)`),
  );
}
