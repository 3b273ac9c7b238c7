import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadStaff } from '../../src/load-staff.ts';
import { DEMO_SCHOOL, DEMO_STAFF, openDemoDesk } from '../support/demo-school.ts';
import { staffRow } from '../support/staff-rows.ts';
import type { TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  // Nobody above the head: a concern about the head has nowhere to go.
  const people = DEMO_STAFF.filter(({ who }) => !['chair', 'trust'].includes(who));
  desk = await openDemoDesk({ people });
});
afterEach(() => desk.close());

const reasons = (who: string) =>
  desk.chat.toPerson(who).flatMap((view) => (view.name === 'case-card' ? [view.reason] : []));
const toldReporter = () =>
  desk.chat.toPerson('teacher').flatMap((view) => (view.name === 'reporter-update' ? [view.update] : []));

describe('a case that nobody could be told of', () => {
  it('says so on the receipt, and reaches whoever is given the function later', async () => {
    const receipt = await desk.reports('teacher', { adult: 'yes', adultPerson: await desk.personId('head') });
    expect(receipt.readers).toEqual([]);
    await desk.deliver();
    expect(toldReporter()).toEqual(['nobody-reached']);

    const [profile] = desk.profiles;
    if (!profile) throw new Error('no school');
    const row = staffRow(DEMO_SCHOOL, 'chair', ['chair', 'governor']);
    await loadStaff(desk.program, profile, [row], { dryRun: false, beginAll: true });
    desk.chat.accounts.set('chair', { accountId: 'chair', email: row.email, guest: false, app: false });
    await desk.event({ kind: 'joined', origin: desk.origin('chair') });
    for (let hours = 0; hours < 30; hours += 1) {
      desk.clock.forwardMinutes(60);
      await desk.tick();
    }
    expect(reasons('chair')[0]).toBe('escalated');
    const data = { case: await desk.caseIdOf(receipt.reference) };
    expect(await desk.presses('chair', 'view-case', data)).toMatchObject({ view: { name: 'case-detail' } });
    expect(reasons('head')).toEqual([]);
  });
});

describe('what is no longer true', () => {
  it('is not sent: a passed-on alert and "nobody has answered" after somebody acknowledged', async () => {
    const { reference } = await desk.reports('teacher');
    await desk.deliver();
    // Ladder and acknowledgement cross: the message of the ladder waits in the outbox.
    desk.clock.forwardMinutes(61);
    const { escalateDue } = await import('../../src/core/incidents/escalate.ts');
    await escalateDue(desk.program.desk);
    await desk.presses('lead', 'acknowledge', { case: await desk.caseIdOf(reference) });
    await desk.deliver();
    expect(reasons('deputy')).not.toContain('escalated');
    expect(toldReporter()).toEqual(['seen']);
  });
});

describe('one of several who cannot be reached', () => {
  it('does not make the others and the reporter read that nobody answered, before its time', async () => {
    desk.chat.unreachable.add('deputy');
    await desk.reports('teacher', { danger: 'yes' });
    await desk.deliver();
    await desk.tick();
    expect(reasons('lead')).toEqual(['immediate']);
    expect(toldReporter()).toEqual([]);
    desk.clock.forwardMinutes(15);
    await desk.tick();
    expect(reasons('lead')).toEqual(['immediate', 'repeat']);
    expect(toldReporter()).toEqual(['nobody-reached']);
  });
});

describe('a channel that does not answer', () => {
  it('keeps nothing from the reporter', async () => {
    await desk.addPlace('teams:19:dsl-team-cases@thread.tacv2', ['lead', 'deputy', 'head']);
    const { reference } = await desk.reports('teacher');
    await desk.deliver();
    desk.chat.channelsDown = true;
    await desk.presses('lead', 'acknowledge', { case: await desk.caseIdOf(reference) });
    await desk.deliver();
    expect(toldReporter()).toEqual(['seen']);
  });
});

describe('a case whose rung fails', () => {
  it('keeps no other case waiting', async () => {
    const broken = await desk.reports('teacher', { what: 'First.' });
    await desk.reports('teacher', { what: 'Second.' });
    await desk.deliver();
    const { store } = desk.program;
    const brokenId = await desk.caseIdOf(broken.reference);
    const failing = {
      ...desk.program.desk,
      store: {
        ...store,
        caseForMessage: (school: string, id: string) =>
          id === brokenId ? Promise.reject(new Error('broken row')) : store.caseForMessage(school, id),
      },
    };
    desk.clock.forwardMinutes(61);
    const { escalateDue } = await import('../../src/core/incidents/escalate.ts');
    expect(await escalateDue(failing)).toBe(1);
  });
});
