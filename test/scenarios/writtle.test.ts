import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_CHANNEL, openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
let reference: string;

beforeAll(async () => {
  desk = await openSchool('writtle');
});
afterAll(() => desk.close());

describe('Writtle: a video in the infants’ class', () => {
  it('the administrator prepares the case channel and leaves it', async () => {
    const place = await desk.addPlace(CASE_CHANNEL, ['head', 'deputy', 'admin']);
    const first = shown(await desk.says('admin', '/esafety setup', { place }), 'setup');
    expect(first).toMatchObject({ leaveYourself: true, strangers: [] });
    await desk.addPlace(CASE_CHANNEL, ['head', 'deputy']);
  });

  it('a teacher reports what a child saw, and keeps a receipt', async () => {
    const form = shown(await desk.says('teacher', '/esafety report'), 'report-form');
    const reply = await desk.submits(
      'teacher',
      'report',
      { key: form.formKey },
      {
        adult: 'no',
        what: 'Robin Invented opened a violent video on the class tablet and cried.',
        category: 'content',
        who: 'Robin Invented, Year 1',
        date: '2026-11-10',
        time: '09:50',
        danger: 'no',
        urls: 'https://videos.example/violent?id=7',
        device: 'Class tablet 3',
      },
    );
    const receipt = shown(reply, 'receipt');
    expect(receipt.readers).toEqual(['Child Protection Officer', 'Deputy Child Protection Officer']);
    reference = receipt.reference;
  });

  it('head and deputy get the case; ICT co-ordinator and head get the address, defanged, and no pupil', async () => {
    await desk.deliver();
    expect(desk.chat.posted().map(wordsOf).join()).not.toMatch(/Robin|video|tablet/);
    const tasks = desk.chat.sent.filter(({ view }) => view.name === 'hand-off');
    expect(tasks.map(({ target }) => target).sort()).toEqual(['head', 'ict']);
    for (const { view } of tasks) {
      expect(wordsOf(view)).toContain('hxxps://videos[.]example/violent?id=7');
      expect(wordsOf(view)).toContain('Class tablet 3');
      expect(wordsOf(view) + JSON.stringify(view)).not.toMatch(/Robin|Year 1|cried|ES-2026/);
    }
    expect(takeReached(desk)).toEqual(['deputy', 'head', 'ict']);
  });

  it('the deputy reads it, takes it on and writes down the talk with the parents', async () => {
    const data = { case: await desk.caseIdOf(reference), key: 'parents' };
    const detail = shown(await desk.presses('deputy', 'view-case', data), 'case-detail');
    expect(detail).toMatchObject({ handleAs: 'safeguarding', agencies: ['Internet service provider'] });
    await desk.presses('deputy', 'acknowledge', data);
    await desk.submits('deputy', 'note', data, { note: 'Spoke with both parents at the gate.' });
    await desk.deliver();
    const lines = only(desk.chat.posted(), 'thread-line');
    expect(lines.map(({ line, actor }) => [line, actor])).toEqual([
      ['acknowledged', 'Staff deputy'],
      ['note-added', 'Staff deputy'],
    ]);
    expect(lines.map(wordsOf).join()).not.toMatch(/parents|gate/);
    expect(desk.chat.toPerson('teacher')).toMatchObject([{ name: 'reporter-update', update: 'seen', reference }]);
  });

  it('the teacher sees that it is in hand, and no more', async () => {
    const mine = shown(await desk.says('teacher', 'mine'), 'my-reports');
    expect(mine.reports).toMatchObject([{ reference, state: 'seen' }]);
    const data = { case: await desk.caseIdOf(reference) };
    expect(await desk.presses('teacher', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
  });
});
