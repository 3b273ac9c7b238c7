import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemoDesk } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
let pupilCase: string;
let aboutLead: string;

beforeAll(async () => {
  desk = await openDemoDesk();
  ({ reference: pupilCase } = await desk.reports('teacher'));
  const adultPerson = await desk.personId('lead');
  ({ reference: aboutLead } = await desk.reports('teacher', { adult: 'yes', adultPerson }));
});
afterAll(() => desk.close());

const listOf = async (who: string): Promise<string[]> =>
  shown(await desk.says(who, '/esafety cases'), 'open-cases').cases.map(({ reference }) => reference);
const homeOf = async (who: string) => shown(await desk.event({ kind: 'home', origin: desk.origin(who) }), 'home');

describe('the list of open cases', () => {
  it('shows each reader the cases they may know of, and nobody else any', async () => {
    expect(await listOf('lead')).toEqual([pupilCase]);
    expect((await listOf('head')).sort()).toEqual([pupilCase, aboutLead].sort());
    for (const who of ['teacher', 'colleague', 'ict', 'admin', 'chair']) expect(await listOf(who), who).toEqual([]);
  });

  it('says nothing of what happened', async () => {
    const words = wordsOf(shown(await desk.presses('head', 'cases', {}), 'open-cases'));
    for (const word of ['Robin', 'message', 'conduct', 'Conduct', 'Staff lead']) expect(words).not.toContain(word);
  });

  it('puts what nobody has acknowledged first', async () => {
    const { reference } = await desk.reports('colleague');
    await desk.presses('lead', 'acknowledge', { case: await desk.caseIdOf(reference) });
    expect(await listOf('lead')).toEqual([pupilCase, reference]);
  });
});

describe('a list with more cases than it shows', () => {
  it('never leaves out what nobody has acknowledged for what is newer', async () => {
    const busy = await openDemoDesk();
    try {
      const { reference } = await busy.reports('teacher');
      for (let count = 0; count < 17; count += 1) {
        busy.clock.forwardMinutes(1);
        const newer = await busy.reports('colleague');
        await busy.presses('lead', 'acknowledge', { case: await busy.caseIdOf(newer.reference) });
      }
      const list = shown(await busy.says('lead', '/esafety cases'), 'open-cases');
      expect(list.cases[0]?.reference).toBe(reference);
      expect([list.cases.length, list.more]).toEqual([15, true]);
    } finally {
      await busy.close();
    }
  });
});

describe("the bot's own page", () => {
  it('shows a reporter the own reports and no list of cases', async () => {
    const home = await homeOf('teacher');
    expect(home.openCases).toBeNull();
    expect(home.reports.map(({ reference }) => reference)).toContain(pupilCase);
  });

  it('shows the DSL what is open', async () => {
    const home = await homeOf('lead');
    expect(home.reports).toEqual([]);
    expect(home.openCases?.cases.map(({ reference }) => reference)).toContain(pupilCase);
    expect(home.openCases?.cases.map(({ reference }) => reference)).not.toContain(aboutLead);
  });

  it('turns strangers away as everywhere', async () => {
    desk.chat.accounts.set('visitor', { accountId: 'visitor', email: null, guest: true, app: false });
    const reply = await desk.event({ kind: 'home', origin: desk.origin('visitor') });
    expect(shown(reply, 'emergency').reason).toBe('guest');
  });
});
