import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTeamsAdapter, type TeamsSettings } from '../../../adapters/teams/index.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { InboundEvent } from '../../../src/core/events.ts';
import { nothing, type Reply, replace, show } from '../../../src/core/replies.ts';
import type { EmergencyContacts, View } from '../../../src/core/views.ts';
import { createLog } from '../../../src/log.ts';
import { caseExamples } from '../../cards/examples/cases.ts';
import { MARKERS, STORY } from '../../cards/examples/ingredients.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { readActivity } from './fixtures.ts';

const contacts: EmergencyContacts = { duty: null, childrensSocialCare: null, outOfHours: null };
const school = { name: 'Demo school', demo: true };
const form: View = {
  name: 'report-form',
  school,
  variant: 'report',
  formKey: 'form-key-1',
  values: {},
  errors: {},
  problem: null,
  people: [],
  schools: [],
  contacts,
};
const receipt: View = {
  name: 'receipt',
  school,
  reportId: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0014',
  reference: 'ES-2026-0014',
  readers: ['DSL'],
  notReadUntil: null,
  immediate: false,
  restricted: false,
  recordedAt: '2026-03-02T09:15:00Z',
  child: null,
  contacts,
};

let teams: FakeTeams;
let events: InboundEvent[];
let logged: string[];
beforeEach(async () => {
  teams = await startFakeTeams();
  events = [];
  logged = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  await teams.stop();
});

const forgotten: string[] = [];

/** Sends one activity to an adapter whose core answers with `reply`. */
async function deliver(
  activity: Record<string, unknown>,
  reply: Reply | (() => Promise<Reply>),
  changes: Partial<TeamsSettings> = {},
) {
  const adapter = createTeamsAdapter(teams.settings(changes), {
    handle: async (event) => {
      events.push(event);
      return typeof reply === 'function' ? reply() : reply;
    },
    describe: describeView,
    forgetDelivery: async ({ eventId }) => {
      forgotten.push(eventId);
    },
    log: createLog('info', (line) => logged.push(line)),
  });
  const body = Buffer.from(JSON.stringify({ ...activity, serviceUrl: teams.serviceUrl }));
  const headers = { authorization: `Bearer ${teams.sign()}` };
  const response = await adapter.routes[0]?.handle({ headers, body, query: '', remoteAddress: '127.0.0.1' });
  if (!response) throw new Error('no route');
  return { status: response.status, json: response.body ? JSON.parse(String(response.body)) : undefined };
}
const sentTexts = (): string => JSON.stringify(teams.calls.map(({ body }) => body));

describe('a request that is not from Teams', () => {
  const raw = (body: string, headers: Record<string, string> = {}) =>
    createTeamsAdapter(teams.settings(), {
      handle: async () => nothing,
      describe: describeView,
      forgetDelivery: async () => undefined,
      log: createLog('info', (line) => logged.push(line)),
    }).routes[0]?.handle({ headers, body: Buffer.from(body), query: '', remoteAddress: '127.0.0.1' });

  it('gets 401 without a token and 400 when it is no activity', async () => {
    expect(await raw(JSON.stringify(readActivity('message.personal')))).toEqual({ status: 401 });
    for (const body of ['', 'words', '[]', '{}', '{"type":"message"}', 'null'])
      expect(await raw(body)).toEqual({ status: 400 });
  });

  it('leaves no word of it or its token in the log', async () => {
    const text = 'words nobody may read';
    await raw(JSON.stringify(readActivity('message.personal', { text })), { authorization: 'Bearer a.b.c' });
    expect(logged.join()).toContain('request refused');
    expect(logged.join()).not.toMatch(/nobody may read|a\.b\.c/);
  });
});

describe('a typed command', () => {
  it('in the 1:1 chat is answered there with the form as a card', async () => {
    expect(await deliver(readActivity('message.personal'), show(form))).toEqual({ status: 200 });
    expect(events).toMatchObject([{ kind: 'command', text: '/esafety report' }]);
    expect(teams.calls.map(({ path }) => path)).toEqual([
      '/v3/conversations/a:1personalChatOfStaffMemberOne/activities',
    ]);
    expect(teams.calls[0]?.body.attachments[0].content.actions).toMatchObject([{ type: 'Action.Execute' }]);
  });

  it('in a channel is answered 1:1, and the thread only hears that', async () => {
    await deliver(readActivity('message.channel'), show(form));
    expect(teams.calls.map(({ path }) => path)).toEqual([
      '/v3/conversations',
      '/v3/conversations/a:opened/activities',
      '/v3/conversations/19:casechannel000000000000000000001@thread.tacv2;messageid=1772442900456/activities',
    ]);
    expect(JSON.stringify(teams.calls[2]?.body)).toContain('Answered privately');
    expect(JSON.stringify(teams.calls[2]?.body)).not.toContain('What happened');
  });

  it('in a channel by somebody without the app offers the dialog there, with nothing in it', async () => {
    teams.answer = ({ path }) =>
      path === '/v3/conversations' ? { status: 403, body: {} } : { status: 201, body: { id: '1' } };
    expect(await deliver(readActivity('message.channel'), show(form))).toEqual({ status: 200 });
    const notice = teams.calls.at(-1)?.body.attachments[0].content;
    expect(notice.actions).toMatchObject([
      { data: { msteams: { type: 'task/fetch' }, esafety: { act: 'open', name: 'report' } } },
    ]);
  });

  it('that cannot be answered is an outage to Teams as well, and never an answer in the open', async () => {
    teams.answer = () => ({ status: 503, body: {} });
    forgotten.length = 0;
    expect(await deliver(readActivity('message.channel'), show(receipt))).toEqual({ status: 503 });
    // Teams sends it again, and then it must not count as seen.
    expect(forgotten).toHaveLength(1);
    expect(teams.calls.map(({ path }) => path)).toEqual(['/v3/conversations']);
  });

  it('that needs no answer gets none', async () => {
    expect(await deliver(readActivity('message.personal'), nothing)).toEqual({ status: 200 });
    expect(teams.calls).toEqual([]);
  });
});

describe('the detail of a case', () => {
  it('is shown in a dialog, and never in a message or card that stays', async () => {
    const [detail] = caseExamples().filter(({ view }) => view.name === 'case-detail');
    if (!detail) throw new Error('no example');
    const inDialog = await deliver(readActivity('invoke.task_fetch'), show(detail.view));
    expect(JSON.stringify(inDialog.json)).toContain(STORY.slice(0, 20));
    const inCard = await deliver(readActivity('invoke.adaptiveCard_action'), { kind: 'replace', view: detail.view });
    await deliver(readActivity('message.personal'), show(detail.view));
    const left = JSON.stringify([inCard.json, teams.calls.map(({ body }) => body)]);
    expect(left).toContain('View detail');
    for (const word of MARKERS) expect(left).not.toContain(word);
  });
});

describe('a form in a card', () => {
  it('is replaced by its receipt', async () => {
    const { status, json } = await deliver(readActivity('invoke.adaptiveCard_action'), show(receipt));
    expect(status).toBe(200);
    expect(json).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(JSON.stringify(json.value)).toContain('Recorded as ES-2026-0014');
    expect(teams.calls).toEqual([]);
  });

  it('comes back with what was typed when the core fails, and says so', async () => {
    const { json } = await deliver(readActivity('invoke.adaptiveCard_action'), async () => {
      throw new Error('a message that quotes Text of the account');
    });
    const text = JSON.stringify(json.value);
    expect(text).toContain('NOT saved');
    expect(text).toContain('Text of the account');
    expect(text).toContain('form-key-1');
    expect(logged.join()).toContain('handle failed');
    expect(logged.join()).not.toContain('Text of the account');
  });

  it('comes back in time when the core is late, and the late receipt follows 1:1', async () => {
    let finish: (reply: Reply) => void = () => undefined;
    const late = new Promise<Reply>((resolve) => {
      finish = resolve;
    });
    const { json } = await deliver(readActivity('invoke.adaptiveCard_action'), () => late, {
      answerWithinSeconds: 0.01,
    });
    expect(JSON.stringify(json.value)).toContain('NOT saved');
    finish(show(receipt));
    await vi.waitFor(() => expect(sentTexts()).toContain('Recorded as ES-2026-0014'));
  });

  it('in a channel never puts a private answer in the place of a card that everybody sees', async () => {
    const { conversation, channelData } = readActivity('invoke.task_fetch.channel');
    const { json } = await deliver(
      readActivity('invoke.adaptiveCard_action', { conversation, channelData }),
      show(receipt),
    );
    expect(json).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Answered privately',
    });
    expect(teams.calls.at(-1)?.path).toBe('/v3/conversations/a:opened/activities');
  });
});

describe('a button', () => {
  const press = (name: string) =>
    readActivity('invoke.task_fetch', { value: { data: { esafety: { act: 'press', name, case: 'case-1' } } } });
  const one = {
    reportId: 'report-1',
    reference: 'ES-2026-0014',
    reportedAt: '2026-03-02T09:15:00Z',
    state: 'seen' as const,
  };
  const tooLarge = show({ name: 'my-reports', reports: Array.from({ length: 2_000 }, () => one) });

  it.each([
    ['view-case', 'This could not be shown. Nothing was changed.'],
    ['acknowledge', 'There was no answer. Please look again whether it was done.'],
  ])('whose answer fails never says that something was not saved: %s', async (name, words) => {
    const failed = await deliver(press(name), async () => {
      throw new Error('no');
    });
    expect(JSON.stringify(failed.json)).toContain(words);
    const undrawn = await deliver(press(name), tooLarge);
    expect(JSON.stringify(undrawn.json)).toContain(words);
    for (const { json } of [failed, undrawn]) {
      expect(JSON.stringify(json)).toContain('999');
      expect(JSON.stringify(json)).not.toMatch(/NOT saved|kept/);
    }
  });
});

describe('a dialog', () => {
  it('opens with the form', async () => {
    const { json } = await deliver(readActivity('invoke.task_fetch'), show(form));
    expect(json.task).toMatchObject({ type: 'continue', value: { title: 'Report a concern' } });
    expect(json.task.value.card.content.actions).toMatchObject([{ type: 'Action.Submit', title: 'Send' }]);
  });

  it('ends with the receipt as a card', async () => {
    const { json } = await deliver(readActivity('invoke.task_submit'), replace(receipt));
    expect(json.task.type).toBe('continue');
    expect(JSON.stringify(json)).toContain('Recorded as ES-2026-0014');
  });

  it('shows a short notice as words and closes without any', async () => {
    const noted = await deliver(readActivity('invoke.task_submit'), show({ name: 'notice', notice: 'step-saved' }));
    expect(noted.json).toMatchObject({ task: { type: 'message', value: expect.stringContaining('Saved') } });
    expect(await deliver(readActivity('invoke.task_submit'), nothing)).toEqual({ status: 200 });
  });

  it('in a channel stays a dialog, and nothing is sent anywhere', async () => {
    const { json } = await deliver(readActivity('invoke.task_fetch.channel'), show(receipt));
    expect(json.task.type).toBe('continue');
    expect(teams.calls).toEqual([]);
  });

  it('says what to do now when the core fails', async () => {
    const { json } = await deliver(readActivity('invoke.task_fetch'), async () => {
      throw new Error('down');
    });
    expect(JSON.stringify(json)).toContain('999');
  });

  it('says what to do now when an answer is more than Teams carries', async () => {
    const people = Array.from({ length: 10 }, (_, index) => ({ id: `p${index}`, name: 'A Person', jobTitle: '' }));
    const tooLong: View = { ...form, people, values: { what: 'x'.repeat(60_000) } };
    const { status, json } = await deliver(readActivity('invoke.task_fetch'), show(tooLong));
    expect(status).toBe(200);
    expect(JSON.stringify(json)).toContain('999');
  });
});

describe('a command of the compose box', () => {
  it('opens the form and ends with the receipt, unseen by the chat', async () => {
    const opened = await deliver(readActivity('invoke.compose_fetch'), show(form));
    expect(opened.json.task.type).toBe('continue');
    const done = await deliver(readActivity('invoke.compose_submit'), replace(receipt));
    expect(JSON.stringify(done.json)).toContain('Recorded as ES-2026-0014');
    expect(teams.calls).toEqual([]);
  });

  it('on a message passes the quoted words to the core', async () => {
    await deliver(readActivity('invoke.compose_fetch.message'), show(form));
    expect(events).toMatchObject([{ kind: 'open', form: 'report', quoted: 'First & second\n\nthird line' }]);
  });
});

describe('an installation', () => {
  it('is greeted 1:1', async () => {
    expect(
      await deliver(
        readActivity('installationUpdate.add'),
        show({ name: 'help', school, unknownWord: false, roles: [], contacts }),
      ),
    ).toEqual({ status: 200 });
    expect(teams.calls).toHaveLength(1);
  });

  it('goes on when the greeting cannot be sent', async () => {
    teams.answer = () => ({ status: 403, body: {} });
    expect(await deliver(readActivity('installationUpdate.add'), show(receipt))).toEqual({ status: 200 });
  });
});

it('answers what it does not know without asking the core', async () => {
  expect(await deliver(readActivity('conversationUpdate.added'), nothing)).toEqual({ status: 200 });
  const { json } = await deliver(
    readActivity('invoke.adaptiveCard_action', { value: { action: { data: {} } } }),
    nothing,
  );
  expect(json).toMatchObject({ statusCode: 200, value: '' });
  expect(events).toEqual([]);
});
