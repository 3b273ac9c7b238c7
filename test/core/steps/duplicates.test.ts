import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fills, STEP_VALUES, takes, workOf } from '../../support/case-steps.ts';
import { settlesAll } from '../../support/checklist-steps.ts';
import { openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

interface Reported {
  reference: string;
  case: string;
}

async function newCase(values: Record<string, string> = {}): Promise<Reported> {
  const { reference } = await desk.reports('teacher', { type: 'misinformation', place: 'outside', ...values });
  return { reference, case: await desk.caseIdOf(reference) };
}

/** What marking a case as the other's duplicate complains of; null once it is done. */
async function complaints(here: Reported, there: Reported, who = 'lead'): Promise<Record<string, string> | null> {
  const values = { ...STEP_VALUES.link, kind: 'duplicate-of', reference: there.reference };
  const reply = await fills(desk, who, 'link', { case: here.case }, values);
  return reply.kind === 'replace' && reply.view.name === 'case-work' ? null : shown(reply, 'desk-form').errors;
}

const kindsOf = async (item: Reported) => (await workOf(desk, 'lead', item.case)).links.map(({ kind }) => kind);

describe('a case that is reported twice', () => {
  it('does not go on in one about a colleague, nor the other way round: they may be linked', async () => {
    const adultPerson = await desk.personId('colleague');
    const restricted = await newCase({ adult: 'yes', adultPerson, type: 'staff_low_level' });
    const ordinary = await newCase();
    for (const [here, there] of [
      [ordinary, restricted],
      [restricted, ordinary],
    ] as const) {
      expect((await complaints(here, there, 'head'))?.kind).toContain('Please link them');
      expect(await workOf(desk, 'head', here.case)).toMatchObject({ status: expect.not.stringMatching('closed') });
    }
    const linked = await takes(desk, 'head', 'link', { case: ordinary.case }, { reference: restricted.reference });
    expect(linked.links).toMatchObject([{ kind: 'linked' }]);
  });

  it('does not go on in one that is closed, or that is a duplicate itself', async () => {
    const [here, closed, first, second] = [await newCase(), await newCase(), await newCase(), await newCase()];
    await takes(desk, 'lead', 'close', { case: closed.case });
    expect((await complaints(here, closed))?.reference).toContain('reopen it first');
    expect(await complaints(first, second)).toBeNull();
    expect((await complaints(here, first))?.reference).toContain('duplicate itself');
    expect(await workOf(desk, 'lead', here.case)).toMatchObject({ status: 'new' });
  });

  it('is not closed past its checklist, unless the other one has the same steps', async () => {
    const [here, other, same] = [
      await newCase({ type: 'nudes' }),
      await newCase(),
      await newCase({ type: 'sextortion' }),
    ];
    const { checklist } = await workOf(desk, 'lead', here.case);
    const refused = await complaints(here, other);
    expect(refused?.kind).toContain(checklist.find(({ state }) => state === 'waiting')?.text);
    expect(refused?.kind).toMatch(/\d more.*settle each here first/s);
    expect(await complaints(here, same)).toBeNull();
    const further = await newCase({ type: 'nudes' });
    await settlesAll(desk, 'lead', further.case);
    expect(await complaints(further, other)).toBeNull();
  });

  it('is handled for its reporter, not closed: it goes on elsewhere', async () => {
    const [here, there] = [await newCase(), await newCase()];
    await desk.deliver();
    desk.chat.sent.length = 0;
    expect(await complaints(here, there)).toBeNull();
    await desk.deliver();
    expect(only(desk.chat.toPerson('teacher'), 'reporter-update')).toMatchObject([
      { reference: here.reference, update: 'handled' },
    ]);
  });

  it('is one from both sides, although the two were only linked before; linking them once more changes nothing', async () => {
    const [here, there] = [await newCase(), await newCase()];
    await takes(desk, 'lead', 'link', { case: there.case }, { reference: here.reference });
    expect(await kindsOf(here)).toEqual(['linked']);
    expect(await complaints(here, there)).toBeNull();
    await takes(desk, 'lead', 'link', { case: there.case }, { reference: here.reference });
    expect(await kindsOf(here)).toEqual(['duplicate-of']);
    expect(await kindsOf(there)).toEqual(['duplicate']);
  });

  it('goes on by itself once it is opened again: neither case says that it goes on in the other', async () => {
    const [here, there, third] = [await newCase(), await newCase(), await newCase()];
    expect(await complaints(here, there)).toBeNull();
    await takes(desk, 'lead', 'reopen', { case: here.case });
    for (const item of [here, there]) expect(await kindsOf(item)).toEqual(['linked']);
    expect(await complaints(here, third)).toBeNull();
    expect(await kindsOf(here)).toEqual(['linked', 'duplicate-of']);
  });
});
