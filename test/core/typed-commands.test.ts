import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/core/commands.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../support/demo-school.ts';
import { clearMessages, takeReached } from '../support/five-schools.ts';
import { searchDatabase } from '../support/search-database.ts';
import { type TestDesk, VALID_REPORT } from '../support/test-desk.ts';
import { only, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());
beforeEach(() => clearMessages(desk));

describe('what a person types', () => {
  it.each([
    '/esafety report',
    'esafety report',
    'report',
    '/REPORT',
    '/report  ',
    ' Report\n',
    '/eSafety   REPORT ',
    'esafety: report',
    'e-safety report',
    '/e-safety report',
    'Report.',
    '“report”',
    'reports',
  ])('"%s" opens the form', async (text) => {
    expect(shown(await desk.says('teacher', text), 'report-form')).toMatchObject({ variant: 'report', problem: null });
  });

  it.each(['/esafety mine', 'MINE', '/mine '])('"%s" shows one’s own reports', async (text) => {
    expect(shown(await desk.says('teacher', text), 'my-reports').name).toBe('my-reports');
  });

  it.each(['/esafety', 'esafety', '/esafety help', 'help', '', '  ', '/'])('"%s" shows help', async (text) => {
    expect(shown(await desk.says('teacher', text), 'help').unknownWord).toBe(false);
  });

  it.each(['/esafety reprot', 'Robin hit Wren', '/esafety cazes; drop', '🦜'])(
    '"%s" is not understood: help, in which it is not repeated',
    async (text) => {
      const help = shown(await desk.says('teacher', text), 'help');
      expect(help.unknownWord).toBe(true);
      expect(wordsOf(help)).toContain('we did not keep what you wrote');
      expect(wordsOf(help)).not.toMatch(/Robin|reprot|drop|🦜/);
    },
  );

  it('is cut into the first word and the rest, whatever stands before it', () => {
    expect(parseCommand('/esafety report Robin is sad')).toEqual({ verb: 'report', rest: 'Robin is sad' });
    expect(parseCommand('esafetyreport')).toEqual({ verb: 'esafetyreport', rest: '' });
    expect(parseCommand('/esafety code ABCDE-FGHIJ')).toEqual({ verb: 'code', rest: 'ABCDE-FGHIJ' });
  });

  it('answers a picture with a word about pictures, and opens no form', async () => {
    const reply = await desk.says('teacher', 'report', { hasAttachment: true });
    expect(wordsOf(shown(reply, 'notice'))).toContain('no pictures or files here');
  });
});

describe('a story typed after the command', () => {
  it('is refused and stored nowhere, and the empty form opens', async () => {
    const story = 'Marmalade-Robin was hit by Tangerine-Wren';
    for (const text of [
      `/esafety report ${story}`,
      `report ${story}`,
      `/esafety ${story}`,
      `mine ${story}`,
      `setup ${story}`,
    ]) {
      await desk.says('teacher', text);
      await desk.says('admin', text);
    }
    const form = shown(await desk.says('teacher', `/esafety report ${story}`), 'report-form');
    expect(form).toMatchObject({ problem: 'text-not-stored', values: { date: '2026-11-10' } });
    expect(Object.keys(form.values)).toEqual(['date']);
    expect(wordsOf(form)).toContain('We did not keep what you typed after the command');
    await desk.deliver();
    for (const word of ['Marmalade', 'Tangerine']) {
      expect(wordsOf(form)).not.toContain(word);
      expect(await searchDatabase(desk.databaseUrl, word)).toEqual([]);
      expect(desk.logLines.join('\n')).not.toContain(word);
    }
  });
});

describe('what is delivered twice', () => {
  it('a command acts once', async () => {
    const first = await desk.says('teacher', 'report', { eventId: 'twice-1' });
    expect(first.kind).toBe('show');
    expect(await desk.says('teacher', 'report', { eventId: 'twice-1' })).toEqual({ kind: 'nothing' });
  });

  it('a form opened twice by one event has one key', async () => {
    const open = () =>
      desk.event({ kind: 'open', origin: desk.origin('teacher', undefined, 'twice-2'), form: 'report', data: {} });
    const [first, second] = [shown(await open(), 'report-form'), shown(await open(), 'report-form')];
    expect(second.formKey).toBe(first.formKey);
    const other = shown(await desk.opens('teacher', 'report'), 'report-form');
    expect(other.formKey).not.toBe(first.formKey);
  });

  it('a report is recorded once, told once, and answered with the first receipt', async () => {
    const send = () => desk.submits('teacher', 'report', { key: 'twice-3' }, VALID_REPORT);
    const first = shown(await send(), 'receipt');
    desk.clock.forwardMinutes(2);
    expect(shown(await send(), 'receipt')).toEqual(first);
    await desk.deliver();
    expect(only(desk.chat.toPerson('lead'), 'case-card')).toHaveLength(1);
    const lead = { personId: await desk.personId('lead'), pupilCases: true };
    const log = await desk.program.store.incidentLog(DEMO_SCHOOL, lead);
    expect(log.filter((row) => row.reference === first.reference)).toHaveLength(1);
  });

  it('a restricted report keeps its first reference', async () => {
    const values = { ...VALID_REPORT, adult: 'yes', adultPerson: await desk.personId('colleague') };
    const send = () => desk.submits('teacher', 'report', { key: 'twice-r' }, values);
    expect(await send()).toEqual(await send());
  });

  it('eight deliveries at the same moment make one case', async () => {
    const send = () => desk.submits('teacher', 'report', { key: 'twice-4' }, VALID_REPORT);
    const replies = await Promise.all(Array.from({ length: 8 }, send));
    const references = replies.map((reply) => shown(reply, 'receipt').reference);
    expect(new Set(references).size).toBe(1);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['deputy', 'lead']);
  });

  it('the same key from somebody else is another report', async () => {
    const mine = shown(await desk.submits('teacher', 'report', { key: 'twice-5' }, VALID_REPORT), 'receipt');
    const theirs = shown(await desk.submits('colleague', 'report', { key: 'twice-5' }, VALID_REPORT), 'receipt');
    expect(theirs.reference).not.toBe(mine.reference);
  });

  it('other words under the same key are not taken for the first ones', async () => {
    const first = shown(await desk.submits('teacher', 'report', { key: 'twice-6' }, VALID_REPORT), 'receipt');
    const changed = { ...VALID_REPORT, what: 'Now I know more.' };
    const second = shown(await desk.submits('teacher', 'report', { key: 'twice-6' }, changed), 'receipt');
    expect(second.reference).not.toBe(first.reference);
  });

  it('an acknowledgement and a note are written once', async () => {
    const { reference } = await desk.reports('teacher');
    const data = { case: await desk.caseIdOf(reference), key: 'twice-7' };
    const first = await desk.presses('lead', 'acknowledge', data);
    expect(first).toMatchObject({ kind: 'replace', view: { acknowledged: { by: 'Staff lead' } } });
    desk.clock.forwardMinutes(1);
    expect(await desk.presses('lead', 'acknowledge', data)).toEqual(first);
    expect(await desk.presses('head', 'acknowledge', data)).toEqual(first);
    const note = () => desk.submits('lead', 'note', data, { note: 'Rang home.' });
    expect(await note()).toEqual(await note());
    await desk.deliver();
    expect(only(desk.chat.toPerson('teacher'), 'reporter-update')).toHaveLength(1);
    const lead = { personId: await desk.personId('lead'), pupilCases: true };
    const log = await desk.program.store.incidentLog(DEMO_SCHOOL, lead);
    const entries = log.filter((row) => row.reference === reference).map((row) => row.entry);
    expect(entries).toEqual(['recorded', 'acknowledged', 'note']);
  });
});
