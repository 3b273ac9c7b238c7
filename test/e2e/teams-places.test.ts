import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  CASES,
  DSL_TEAM,
  lastOf,
  openPlaygroundDesk,
  type PlaygroundDesk,
  readOutcome,
  readTexts,
  STAFFROOM,
  type Who,
} from '../support/playground-desk.ts';

let desk: PlaygroundDesk;
beforeAll(async () => {
  desk = await openPlaygroundDesk();
});
afterAll(() => desk.close());

const setTeam = (...members: Who[]): Promise<void> =>
  desk.playground.setTeamMembers(
    DSL_TEAM,
    members.map((who) => desk.accountOf(who)),
  );
afterEach(async () => {
  desk.playground.faults.clear();
  desk.playground.setLargestMemberPage(500);
  await setTeam('Dana', 'Dev', 'Hope');
});

/** Reports a concern and expects it to be told 1:1 and posted nowhere. */
async function expectNothingPosted(why: string): Promise<void> {
  const before = desk.channelCalls().length;
  const { reference } = await desk.report('Tess');
  await desk.delivered();
  // A list that cannot be read is asked for again before everybody is told 1:1.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    desk.clock.forwardMinutes(1);
    await desk.delivered();
  }
  expect(desk.channelCalls().slice(before)).toEqual([]);
  const stopped = lastOf(desk.personal('Dana'));
  expect(stopped.summary).toBe(`${reference}: saved, but not posted. Please open it here`);
  expect(readTexts(stopped.cards[0])).toContain(why);
  const handed = lastOf(desk.personal('Dev'));
  expect(handed.summary).toContain(reference);
  const opened = await desk.as('Dana').pressAction({ activityId: stopped.id, action: 'View detail' });
  expect(readOutcome(opened)).toContain(`Case ${reference}`);
}

describe('the case channel when somebody in it may not know of cases', () => {
  it('gets nothing while the administrator is a member', async () => {
    await setTeam('Dana', 'Dev', 'Hope', 'Ada');
    await expectNothingPosted('Somebody in the case channel may not know of cases.');
  });

  it('gets nothing while a guest is a member', async () => {
    await setTeam('Dana', 'Dev', 'Hope', 'Gus');
    await expectNothingPosted('Somebody in the case channel may not know of cases.');
  });

  it('gets nothing while somebody unknown or a leaver is a member', async () => {
    await setTeam('Dana', 'Dev', 'Hope', 'Uma');
    await expectNothingPosted('Somebody in the case channel may not know of cases.');
    await setTeam('Dana', 'Dev', 'Hope', 'Les');
    await expectNothingPosted('Somebody in the case channel may not know of cases.');
  });

  it('gets nothing when the stranger stands on the second page of the list', async () => {
    desk.playground.setLargestMemberPage(2);
    await setTeam('Dana', 'Dev', 'Hope', 'Ada');
    await expectNothingPosted('Somebody in the case channel may not know of cases.');
  });

  it('gets the next case once the stranger has left', async () => {
    desk.playground.setLargestMemberPage(2);
    const { reference } = await desk.report('Tess');
    await desk.delivered();
    expect(lastOf(desk.posted()).summary).toBe(`${reference}: please acknowledge`);
  });
});

describe('the case channel when it cannot be read', () => {
  it('gets nothing when the list of members fails again and again', async () => {
    for (let count = 0; count < 10; count += 1)
      desk.playground.faults.next({ status: 500, pathIncludes: 'pagedmembers' });
    await expectNothingPosted('The case channel could not be reached.');
  });

  it('gets its thread when the list is read at the second attempt', async () => {
    desk.playground.faults.next({ status: 503, pathIncludes: 'pagedmembers' });
    const { reference } = await desk.report('Tess');
    await desk.delivered();
    expect(JSON.stringify(desk.posted())).not.toContain(reference);
    desk.clock.forwardMinutes(1);
    await desk.delivered();
    expect(lastOf(desk.posted()).summary).toContain(reference);
  });
});

describe('the administrator', () => {
  it('names the case channel from within it, is told who may not stay, and hears it privately', async () => {
    await setTeam('Dana', 'Dev', 'Hope', 'Ada', 'Gus');
    const before = desk.posted().length;
    await desk.as('Ada').say({ conversation: CASES, text: '/esafety setup', mention: true });
    const answer = readTexts(lastOf(desk.personal('Ada')).cards[0]);
    expect(answer).toContain('gus@partner.example');
    expect(answer).toMatch(/leave/i);
    expect(desk.posted()).toHaveLength(before + 1);
    expect(lastOf(desk.posted()).summary).toBe('Answered privately');
    expect(readTexts(lastOf(desk.posted()).cards[0])).not.toContain('gus@partner.example');
  });

  it('may name a channel, and nobody else may', async () => {
    await desk.as('Olive').say({ conversation: STAFFROOM, text: 'setup', mention: true });
    expect(readTexts(lastOf(desk.personal('Olive')).cards[0])).toContain('This account may not do that');
    const [named] = await desk.sql`select place_key from places where use = 'dsl'`;
    expect(named?.place_key).toContain(CASES);
  });

  it('sees no case: a copied button is answered as one for a case that does not exist', async () => {
    const { reference } = await desk.report('Tess');
    const answer = await desk.viewCopied('Ada', await desk.caseIdOf(reference));
    const random = await desk.viewCopied('Ada', '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0001');
    expect(readOutcome(answer)).toContain('There is no such case');
    expect(answer.bot).toEqual(random.bot);
    await desk.as('Ada').say({ conversation: 'personal', text: '/esafety mine' });
    expect(readTexts(lastOf(desk.personal('Ada')).cards[0])).not.toContain(reference);
  });
});

describe('somebody who is not on the staff', () => {
  it.each([
    ['Uma', 'We do not know this account'],
    ['Gus', 'Guest accounts cannot be used here'],
    ['Les', 'This account is no longer on the staff list'],
  ] as const)('gets the emergency numbers privately: %s', async (who, reason) => {
    for (const text of ['/esafety report', 'help', 'something happened']) {
      await desk.as(who).say({ conversation: 'personal', text });
      const shown = readTexts(lastOf(desk.personal(who)).cards[0]);
      expect(shown).toContain('ring 999');
      expect(shown).toContain('01632 960101');
      expect(shown).toContain(reason);
    }
    const outcome = await desk.as(who).openCommand({ commandId: 'report', commandContext: 'compose' });
    expect(readOutcome(outcome)).toContain(reason);
    expect(readOutcome(outcome)).not.toContain('What happened?');
  });
});

// Last, because the app stays away from the team afterwards.
describe('the case channel after the app was taken away', () => {
  it('gets nothing, and everybody who would have read it there is told 1:1', async () => {
    await desk.playground.uninstall(DSL_TEAM);
    await expectNothingPosted('The case channel could not be reached.');
  });
});
