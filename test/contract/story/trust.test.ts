import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escalateDue } from '../../../src/core/incidents/escalate.ts';
import type { PlatformDriver, Shown, Who } from '../driver.ts';
import { SLACK, TEAMS } from '../drivers.ts';
import { readAllPages, reportsWith } from '../suite/scene.ts';
import { findStaffId } from '../suite/staff-id.ts';
import { planTrust } from '../trust.ts';

const ELMFIELD = { id: 'elmfield', name: 'Elmfield Demo Primary School', domain: 'elmfield-demo.example' };
const OAKFIELD = { id: 'oakfield', name: 'Oakfield Demo Primary School', domain: 'oakfield-demo.example' };
/** Longer than a case waits for any one person in school time. */
const ONE_RUNG_MINUTES = 61;

/** One trust: Elmfield is on Teams, Oakfield on Slack, one program and one database serve both, and Uma leads the trust's safeguarding. */
describe('two schools of a trust on different platforms', () => {
  let elmfield: PlatformDriver;
  let oakfield: PlatformDriver;
  let sql: postgres.Sql;
  beforeAll(async () => {
    const [first, second] = planTrust([ELMFIELD, OAKFIELD]);
    [elmfield, oakfield] = await Promise.all([TEAMS.open({ trust: first }), SLACK.open({ trust: second })]);
    sql = postgres(elmfield.databaseUrl, { max: 1, onnotice: () => undefined });
  });
  afterAll(async () => {
    await sql?.end({ timeout: 1 });
    await elmfield?.close();
    await oakfield?.close();
  });

  const told = async (school: PlatformDriver, who: Who, reference: string): Promise<Shown[]> =>
    (await school.inbox(who)).filter(({ text }) => text.includes(`Case ${reference}`));
  const caseIdOf = async (schoolId: string, reference: string): Promise<string> => {
    const rows = await sql<{ id: string }[]>`
      select id::text from cases where school_id = ${schoolId} and reference = ${reference}`;
    return rows[0]?.id ?? '';
  };
  /** Takes what is due one rung up the ladder, as often as it takes until the trust lead is reached. */
  const climb = async (rungs: number): Promise<void> => {
    for (let rung = 0; rung < rungs; rung += 1) {
      elmfield.clock.forwardMinutes(ONE_RUNG_MINUTES);
      await escalateDue(elmfield.started.program.desk);
      await elmfield.delivered();
    }
  };
  const requireFirst = (cards: Shown[]): Shown => {
    const [first] = cards;
    if (!first) throw new Error('nobody was told');
    return first;
  };

  it('run in one program on one database, and know the trust lead as one person with two accounts', async () => {
    expect(elmfield.started).toBe(oakfield.started);
    for (const school of [elmfield, oakfield])
      expect((await school.says('Uma', '/esafety help')).text).toContain('What you can do here');
    const [row] = await sql<{ people: number; platforms: string[] }[]>`
      select count(distinct person_id)::int as people, array_agg(platform order by platform) as platforms
      from accounts where person_id = ${await findStaffId(elmfield, 'Uma', ELMFIELD.id)}::uuid`;
    expect(row).toEqual({ people: 1, platforms: ['slack', 'teams'] });
    expect(await findStaffId(oakfield, 'Uma', OAKFIELD.id)).toBe(await findStaffId(elmfield, 'Uma', ELMFIELD.id));
    expect(await findStaffId(oakfield, 'Dana', OAKFIELD.id)).not.toBe(await findStaffId(elmfield, 'Dana', ELMFIELD.id));
  });

  it('[X03] keep their cases apart: neither lead opens a case of the other school, nor does anybody before it reaches them', async () => {
    const here = await reportsWith(elmfield, 'Tess', { what: 'Elmfieldmark was upset.' });
    const there = await reportsWith(oakfield, 'Tess', { what: 'Oakfieldmark was upset.' });
    await elmfield.delivered();
    const ids = {
      here: await caseIdOf(ELMFIELD.id, here.reference),
      there: await caseIdOf(OAKFIELD.id, there.reference),
    };
    const cardHere = requireFirst(await told(elmfield, 'Dana', here.reference));
    const cardThere = requireFirst(await told(oakfield, 'Dana', there.reference));
    expect(await readAllPages(elmfield, 'Dana', cardHere)).toContain('Elmfieldmark');
    expect(await readAllPages(oakfield, 'Dana', cardThere)).toContain('Oakfieldmark');

    // The card of the own case with the other school's case in its buttons.
    const exchange = (card: Shown, from: string, to: string): Shown => {
      const text = JSON.stringify(card);
      expect(text).toContain(from);
      return JSON.parse(text.replaceAll(from, to));
    };
    const forgedHere = exchange(cardHere, ids.here, ids.there);
    const forgedThere = exchange(cardThere, ids.there, ids.here);
    for (const label of ['View detail', 'Acknowledge', 'Add note']) {
      for (const who of ['Dana', 'Dev', 'Hope', 'Uma'] as const) {
        expect((await elmfield.presses(who, forgedHere, label)).text).toContain('no such case');
        expect((await oakfield.presses(who, forgedThere, label)).text).toContain('no such case');
      }
    }
    for (const school of [elmfield, oakfield]) {
      const list = await school.says('Uma', '/esafety cases');
      expect(list.text).toContain('No case is open for you.');
    }
    expect(await elmfield.seenInPlaces()).not.toContain('Oakfield');
    expect(await oakfield.seenInPlaces()).not.toContain('Elmfield');
  });

  it('[X03] pass what nobody acknowledges on to the trust lead, who then opens both schools’ cases', async () => {
    const here = await reportsWith(elmfield, 'Nia', { what: 'Saffronmark left the site.' });
    const there = await reportsWith(oakfield, 'Nia', { what: 'Cinnamonmark left the site.' });
    await elmfield.delivered();
    await climb(2);
    expect(await told(elmfield, 'Uma', here.reference)).toEqual([]);
    expect(await told(oakfield, 'Uma', there.reference)).toEqual([]);
    await climb(1);
    const cardHere = requireFirst(await told(elmfield, 'Uma', here.reference));
    const cardThere = requireFirst(await told(oakfield, 'Uma', there.reference));
    expect(cardHere.text).toContain('Not yet acknowledged: passed to you.');
    expect(cardHere.text).not.toContain('Saffronmark');
    expect(await readAllPages(elmfield, 'Uma', cardHere)).toContain('Saffronmark');
    expect(await readAllPages(oakfield, 'Uma', cardThere)).toContain('Cinnamonmark');
    const grants = await sql<{ school: string }[]>`
      select a.school_id as school from case_access a join cases c on c.school_id = a.school_id and c.id = a.case_id
      where a.person_id = ${await findStaffId(elmfield, 'Uma', ELMFIELD.id)}::uuid
        and ((c.school_id = ${ELMFIELD.id} and c.reference = ${here.reference})
          or (c.school_id = ${OAKFIELD.id} and c.reference = ${there.reference})) order by 1`;
    expect(grants.map(({ school }) => school)).toEqual([ELMFIELD.id, OAKFIELD.id]);

    expect((await elmfield.says('Uma', '/esafety cases')).text).toContain(here.reference);
    await oakfield.presses('Uma', cardThere, 'Acknowledge');
    await oakfield.delivered();
    const seen = (await oakfield.inbox('Nia')).filter(({ text }) => text.includes(`${there.reference}: seen`));
    expect(seen).toHaveLength(1);
    expect((await elmfield.inbox('Nia')).some(({ text }) => text.includes('seen by a person'))).toBe(false);
  });

  it('[A03] pass a concern about a head on to the trust lead after the chair, and one about the trust lead to her never', async () => {
    const adultPerson = await findStaffId(elmfield, 'Hope', ELMFIELD.id);
    const aboutHead = await reportsWith(elmfield, 'Olive', { adult: 'yes', adultPerson });
    const aboutLead = await reportsWith(oakfield, 'Olive', {
      adult: 'yes',
      adultPerson: await findStaffId(oakfield, 'Uma', OAKFIELD.id),
    });
    await elmfield.delivered();
    expect(await told(elmfield, 'Cora', aboutHead.reference)).toHaveLength(1);
    expect(await told(elmfield, 'Uma', aboutHead.reference)).toEqual([]);
    await climb(3);
    const card = requireFirst(await told(elmfield, 'Uma', aboutHead.reference));
    expect(await readAllPages(elmfield, 'Uma', card)).toContain(aboutHead.reference);
    for (const who of ['Hope', 'Dana', 'Dev'] as const) {
      expect(await told(elmfield, who, aboutHead.reference)).toEqual([]);
      expect((await elmfield.presses(who, card, 'View detail')).text).toContain('no such case');
    }
    const [other] = await told(oakfield, 'Hope', aboutLead.reference);
    if (!other) throw new Error('the head was not told');
    expect(await told(oakfield, 'Uma', aboutLead.reference)).toEqual([]);
    expect((await oakfield.presses('Uma', other, 'View detail')).text).toContain('no such case');
    expect((await oakfield.says('Uma', '/esafety cases')).text).not.toContain(aboutLead.reference);
  });
});
