import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountRef } from '../../src/core/ports.ts';
import { localDay } from '../../src/core/school/calendar.ts';
import type { View } from '../../src/core/views.ts';
import { runJobs } from '../../src/jobs/run-jobs.ts';
import { createLog } from '../../src/log.ts';
import { randomIds } from '../../src/random-ids.ts';
import { createOutboxStore } from '../../src/store/outbox.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import { RecordingChat } from '../support/recording-chat.ts';
import type { TestDesk } from '../support/test-desk.ts';

/** A chat that takes its time over a 1:1 message when a test says so. */
class SlowChat extends RecordingChat {
  begun = 0;
  hold: Promise<void> | null = null;

  override async sendToPerson(account: AccountRef, view: View) {
    this.begun += 1;
    await this.hold;
    return super.sendToPerson(account, view);
  }
}

let desk: TestDesk;
let chat: SlowChat;

beforeAll(async () => {
  desk = await openDemoDesk();
});

beforeEach(() => {
  chat = new SlowChat();
  desk.program.chats.set('teams', chat);
});

afterAll(() => desk.close());

function startJobs(others: Partial<Parameters<typeof runJobs>[1]> = {}) {
  const outbox = createOutboxStore(desk.program.database, randomIds.uuid);
  return runJobs(
    { desk: desk.program.desk, outbox, log: createLog('silent') },
    {
      reloadSchools: async () => undefined,
      purgeInbox: async () => undefined,
      purgeDrafts: async () => undefined,
      purgeExports: async () => undefined,
      purgeFilterDeliveries: async () => undefined,
      purgeFilterAlerts: async () => undefined,
      ...others,
    },
  );
}

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 5_000, interval: 10 });

describe('the recurring work', () => {
  it('forgets alerts of web filters that are too old, from its start on', async () => {
    const days: string[] = [];
    const jobs = startJobs({ purgeFilterAlerts: async (today) => void days.push(today) });
    await until(() => days.length > 0);
    await jobs.stop();
    expect(days).toEqual([localDay(desk.clock.now())]);
  });

  it('makes up at its start for what fell due while the program was down', async () => {
    const { reference } = await desk.reports('teacher', { what: 'Reported before the stop.' });
    // Down for two hours: the first alert is still unsent, and the next rung of the ladder has long been due.
    desk.clock.forwardMinutes(120);
    const jobs = startJobs();
    await until(
      () => JSON.stringify(chat.toPerson('deputy')).includes('escalated') && chat.toPerson('lead').length > 0,
    );
    await jobs.stop();
    expect(chat.toPerson('lead')).toContainEqual(expect.objectContaining({ name: 'case-card', reference }));
    expect(chat.toPerson('deputy')).toContainEqual(expect.objectContaining({ reference, reason: 'escalated' }));
  });

  it('delivers at once when it is told that something was put in the outbox', async () => {
    const jobs = startJobs();
    await desk.reports('teacher', { what: 'Put in later.' });
    jobs.kick();
    await until(() => chat.toPerson('lead').length > 0);
    await jobs.stop();
  });

  it('delivers at the next tick when nobody tells it', async () => {
    const jobs = startJobs();
    await desk.reports('teacher', { what: 'Nobody tells.' });
    await until(() => chat.toPerson('lead').length > 0);
    await jobs.stop();
  });

  it('waits at its stop for the message under way, and begins no other', async () => {
    let finish: () => void = () => undefined;
    chat.hold = new Promise((resolve) => {
      finish = resolve;
    });
    await desk.reports('teacher', { what: 'Under way.' });
    const jobs = startJobs();
    await until(() => chat.begun > 0);
    let stopped = false;
    const stopping = jobs.stop().then(() => {
      stopped = true;
    });
    const later = await desk.reports('teacher', { what: 'After the stop.' });
    jobs.kick();
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect(chat.sent).toHaveLength(chat.begun);
    expect(chat.sent.length).toBeGreaterThan(0);
    expect(JSON.stringify(chat.sent)).not.toContain(later.reference);
  });
});
