import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takes } from '../../support/case-steps.ts';
import { clearMessages, openSchool } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('milverton');
});
afterAll(() => desk.close());

async function newCase(): Promise<{ case: string }> {
  const { reference } = await desk.reports('teacher', { type: 'offensive_message', place: 'school' });
  await clearMessages(desk);
  return { case: await desk.caseIdOf(reference) };
}

describe('assessing a case', () => {
  it('keeps in the record what the reporter had answered', async () => {
    const data = await newCase();
    await takes(desk, 'dsl', 'assess', data, { category: 'contact', type: 'grooming', place: 'outside' });
    const { chronology } = shown(await desk.presses('dsl', 'view-case', data), 'case-detail');
    expect(chronology.at(-1)?.facts).toMatchObject({
      category: 'contact',
      categoryBefore: 'conduct',
      type: 'grooming',
      typeBefore: 'offensive_message',
      place: 'outside',
      placeBefore: 'school',
    });
    expect(chronology.at(-1)?.facts).not.toHaveProperty('severityBefore');
  });

  it('without a kind leaves the kind as it is, and its clock with it; another one is chosen to change it', async () => {
    const { reference } = await desk.reports('teacher', { type: 'data_breach' });
    const data = { case: await desk.caseIdOf(reference) };
    const unchanged = await takes(desk, 'dsl', 'assess', data, { type: '' });
    expect(unchanged).toMatchObject({ type: 'data_breach', deadlineAt: '2026-11-13T10:00:00.000Z' });
    const changed = await takes(desk, 'dsl', 'assess', data, { type: 'other', reason: 'None of these.' });
    expect(changed).toMatchObject({ type: 'other', deadlineAt: null });
  });

  it('as immediate danger tells the leads and the head at once, and again only when it becomes so again', async () => {
    const data = await newCase();
    await takes(desk, 'dsl', 'assess', data, { severity: 'immediate' });
    await desk.deliver();
    const reasons = only(desk.chat.toPerson('head'), 'case-card').map(({ reason }) => reason);
    expect(reasons).toEqual(['immediate']);
    expect(desk.chat.toPerson('dsl')).toEqual([]);
    await takes(desk, 'dsl', 'assess', data, { severity: 'immediate', reason: 'Still so.' });
    await desk.deliver();
    expect(only(desk.chat.toPerson('head'), 'case-card')).toHaveLength(1);
  });
});
