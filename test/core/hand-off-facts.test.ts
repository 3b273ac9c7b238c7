import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConcernBody } from '../../src/core/incidents/case-record.ts';
import { handOffFacts } from '../../src/core/incidents/hand-off-facts.ts';
import { parseReport } from '../../src/core/incidents/report-form.ts';
import { openSchool } from '../support/five-schools.ts';
import { type TestDesk, VALID_REPORT } from '../support/test-desk.ts';
import { fieldOf, only, shown, wordsOf } from '../support/views.ts';

function factsOf(urls: string, device: string | null = null, who = ['Zoë Thistlewood, 5 Oak', 'Bo Li']) {
  const parsed = parseReport({ ...VALID_REPORT, urls }, new Date('2026-11-10T10:00:00Z'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const body: ConcernBody = {
    what: 'x',
    who,
    adult: null,
    childWords: null,
    urls: parsed.report.urls,
    device,
    immediateAction: null,
  };
  return handOffFacts(body);
}

describe('the addresses of a technical hand-off', () => {
  it.each([
    ['https://films.example/violent', ['hxxps://films[.]example/violent']],
    ['films.example', ['films[.]example']],
    ['http://192.0.2.7:8080/a?b=c', ['hxxp://192[.]0[.]2[.]7:8080/a?b=c']],
    ['Zoë found https://films.example/a, then (films.example/b).', ['hxxps://films[.]example/a', 'films[.]example/b']],
    ['Zoë Thistlewood showed it to Bo', []],
    ['zoe@school.example', []],
    ['zoe.thistlewood.example', []],
    ['https://chat.example/zoe-thistlewood/room', ['hxxps://chat[.]example']],
    ['https://chat.example/Zo%C3%AB', ['hxxps://chat[.]example']],
    ['https://zoe:secret@chat.example/x', ['hxxps://chat[.]example/x']],
    ['the site\nwith the parrot', []],
    ['www.a.example\nwww.a.example', ['www[.]a[.]example']],
  ])('are what stands in "%s" and is an address', (urls, expected) => {
    expect(factsOf(urls).urls).toEqual(expected);
  });
});

describe('the device of a technical hand-off', () => {
  it.each([
    ['Laptop 14 in the library', false],
    ['Zoe’s phone', true],
    ['the phone of ZOË', true],
    ['Thistlewood tablet', true],
    ['tablet of Bo Li', true],
    [null, false],
  ])('"%s" is kept back where it names somebody: %s', (device, withheld) => {
    expect(factsOf('', device)).toMatchObject({ device: withheld ? null : device, deviceWithheld: withheld });
  });
});

describe('a technical hand-off', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openSchool('writtle');
  });
  afterAll(() => desk.close());

  it('[W11] gives the ICT lead no pupil’s name that stands beside an address or device, and is audited', async () => {
    const { reference } = await desk.reports('teacher', {
      category: 'content',
      urls: 'Robin Invented went to https://films.example/robin',
      device: 'Robin’s own tablet',
    });
    await desk.deliver();
    const forIct = only(desk.chat.toPerson('ict'), 'hand-off');
    expect(forIct).toMatchObject([{ urls: ['hxxps://films[.]example'], device: null }]);
    const words = forIct.map(wordsOf).join('\n');
    expect(words).toContain('Ask the safeguarding lead which device');
    expect(words + JSON.stringify(forIct)).not.toMatch(/[Rr]obin|Invented|tablet/);

    const caseId = await desk.caseIdOf(reference);
    const rows = await desk.program.database.inSchool(desk.profiles[0]?.id ?? '', (tx) =>
      tx.execute(
        sql`select detail, actor_id from audit_entries where action = 'case.handed-off' and case_id = ${caseId}::uuid`,
      ),
    );
    expect([...rows]).toContainEqual({ detail: { person: await desk.personId('ict') }, actor_id: null });
  });

  it('is announced at the fields that it shows', async () => {
    const view = shown(await desk.opens('teacher', 'report'), 'report-form');
    for (const id of ['urls', 'device']) expect(fieldOf(view, id).hint).toContain('IT staff may see this. No names');
  });
});
