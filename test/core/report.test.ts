import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemoDesk } from '../support/demo-school.ts';
import { type TestDesk, VALID_REPORT } from '../support/test-desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk();
  await desk.addPlace('teams:19:dsl-team-cases@thread.tacv2', ['lead', 'deputy', 'head']);
});
afterAll(() => desk.close());

describe('reporting a concern', () => {
  it('travels from the typed command to the case thread and back to the reporter', async () => {
    const opened = await desk.says('teacher', '/esafety report');
    expect(opened.kind).toBe('show');
    const form = opened.kind === 'show' && opened.view.name === 'report-form' ? opened.view : null;
    expect(form?.people.map((person) => person.name)).toContain('Staff head');

    const reply = await desk.submits('teacher', 'report', { key: form?.formKey ?? '' }, VALID_REPORT);
    expect(reply).toMatchObject({
      kind: 'replace',
      view: { name: 'receipt', reference: 'ES-2026-0001', immediate: false, restricted: false },
    });

    await desk.deliver();
    const [post] = desk.chat.posted();
    expect(post).toMatchObject({ name: 'case-card', reference: 'ES-2026-0001', status: 'new' });
    expect(desk.chat.toPerson('lead')).toMatchObject([{ name: 'case-card', reason: 'on-duty' }]);
    expect(desk.chat.toPerson('deputy')).toEqual([]);

    const data = { case: await desk.caseIdOf('ES-2026-0001') };
    const detail = await desk.presses('lead', 'view-case', data);
    expect(detail).toMatchObject({
      kind: 'show',
      view: { name: 'case-detail', what: VALID_REPORT.what, who: ['Robin Invented, Year 4'] },
    });
    const acknowledged = await desk.presses('lead', 'acknowledge', data);
    expect(acknowledged).toMatchObject({
      kind: 'replace',
      view: { name: 'case-card', status: 'acknowledged', acknowledged: { by: 'Staff lead' } },
    });
    const note = await desk.opens('lead', 'note', data);
    expect(note).toMatchObject({ kind: 'show', view: { name: 'desk-form', form: 'note' } });
    await desk.submits('lead', 'note', { ...data, key: 'n1' }, { note: 'Spoke to the family.' });
    await desk.deliver();
    expect(desk.chat.toPerson('teacher')).toMatchObject([{ name: 'reporter-update', update: 'seen' }]);
    expect(desk.chat.posted().map((view) => view.name)).toEqual([
      'case-card',
      'thread-line',
      'case-card',
      'thread-line',
    ]);
    const mine = await desk.says('teacher', '/esafety mine');
    expect(mine).toMatchObject({
      view: { name: 'my-reports', reports: [{ reference: 'ES-2026-0001', state: 'seen' }] },
    });
  });
});
