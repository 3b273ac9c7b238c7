import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown } from '../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('wessex');
});
afterAll(() => desk.close());

const NOT_THERE = { view: { name: 'notice', notice: 'no-such-case' } };

describe('Wessex: two schools of one trust in one workspace', () => {
  it('each has a channel of its own, and a case is posted in its own school’s alone', async () => {
    for (const letter of ['a', 'b'])
      await desk.addPlace(`teams:19:${letter}@thread.tacv2`, [`dsl-${letter}`, `head-${letter}`]);
    // No administrator is on these staff lists: the channels are named in the record, as the setup command does.
    for (const letter of ['a', 'b']) {
      const place = { kind: 'channel' as const, key: `teams:19:${letter}@thread.tacv2`, address: letter };
      const by = await desk.personId(`head-${letter}`, `wessex-school-${letter}`);
      await desk.program.store.namePlace(`wessex-school-${letter}`, 'dsl', place, by, desk.clock.now());
    }
    await desk.reports('teacher-b');
    await desk.deliver();
    const posts = desk.chat.sent.filter(({ to }) => to === 'place').map(({ target }) => target);
    expect(posts).toEqual(['teams:19:b@thread.tacv2']);
    expect(takeReached(desk)).toEqual(['dsl-b']);
  });

  it('[X03] school A’s DSL finds no case of school B at any door', async () => {
    const { reference } = await desk.reports('teacher-b', { what: 'Only for school B.' });
    const data = { case: await desk.caseIdOf(reference), key: 'door' };
    for (const who of ['dsl-a', 'head-a']) {
      expect(await desk.presses(who, 'view-case', data)).toMatchObject(NOT_THERE);
      expect(await desk.presses(who, 'acknowledge', data)).toMatchObject(NOT_THERE);
      expect(await desk.opens(who, 'note', data)).toMatchObject(NOT_THERE);
      expect(await desk.submits(who, 'note', data, { note: 'x' })).toMatchObject({ view: { problem: 'not-served' } });
    }
    for (let hours = 0; hours < 30; hours += 1) {
      await desk.tick();
      desk.clock.forwardMinutes(60);
    }
    const reached = takeReached(desk);
    expect(reached).toContain('head-b');
    expect(reached.filter((who) => who.endsWith('-a'))).toEqual([]);
    desk.clock.set('2026-11-11T10:00:00Z');
  });

  it('numbers each school’s cases by itself', async () => {
    const a = await desk.reports('teacher-a', { date: '', time: '' });
    expect(a).toMatchObject({ reference: 'ES-2026-0001', school: { name: 'Wessex MAT – school A' } });
  });
});

describe('Wessex: a member of staff misuses the network', () => {
  it('opens a restricted case for the head; neither the DSL nor the other school hears of it', async () => {
    await desk.deliver();
    desk.chat.sent.length = 0;
    const adultPerson = await desk.personId('it-a', 'wessex-school-a');
    const values = { adult: 'yes', adultPerson, type: 'staff_misuse', date: '', time: '' };
    const receipt = await desk.reports('teacher-a', values);
    expect(receipt.reference).toMatch(/^ES-R-/);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head-a']);
    expect(desk.chat.posted()).toEqual([]);
    const data = { case: await desk.caseIdOf(receipt.reference) };
    for (const who of ['dsl-a', 'it-a', 'dsl-b', 'head-b']) {
      expect(await desk.presses(who, 'view-case', data), who).toMatchObject(NOT_THERE);
    }
    const detail = shown(await desk.presses('head-a', 'view-case', data), 'case-detail');
    expect(detail.guidance).toMatchObject({ title: 'Misuse by staff', policy: 'Code of Conduct' });
  });
});

describe('Wessex: something passes the filter', () => {
  it('the DSL has the case, IT leader and head have the addresses', async () => {
    desk.chat.sent.length = 0;
    const urls = 'https://one.example\nhttps://two.example/linked';
    await desk.reports('teacher-a', { category: 'content', type: 'filter_failure', urls, date: '', time: '' });
    await desk.deliver();
    const tasks = desk.chat.sent.filter(({ view }) => view.name === 'hand-off');
    expect(tasks.map(({ target }) => target).sort()).toEqual(['head-a', 'it-a']);
    expect(tasks[0]?.view).toMatchObject({ urls: ['hxxps://one[.]example', 'hxxps://two[.]example/linked'] });
    expect(takeReached(desk)).toEqual(['dsl-a', 'head-a', 'it-a']);
  });
});
