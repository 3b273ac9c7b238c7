import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseDetailView } from '../../../src/core/case-views.ts';
import { nothing, type Reply, replace, show } from '../../../src/core/replies.ts';
import type { EmergencyContacts, View } from '../../../src/core/views.ts';
import { everyExampleView } from '../../cards/example-views.ts';
import { commonOf, FORMATS, type Format, insideOf, readFixture } from './fixtures.ts';
import { openRoute, type Route, signRequest } from './route.ts';

type Json = Record<string, unknown>;

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
const detail = everyExampleView().find(({ view }) => view.name === 'case-detail')?.view as CaseDetailView;
/** More than any card carries, and no list that could be divided. */
const undrawable = { ...form, values: { what: 'ж'.repeat(40_000) }, problem: 'check-fields' } as View;

let route: Route;
beforeEach(async () => {
  route = await openRoute();
});
afterEach(() => route.close());

function click(format: Format, parameters: Json, more: { dialog?: boolean; formInputs?: Json } = {}): Json {
  const event = readFixture('card-click', format);
  Object.assign(commonOf(event), { parameters, ...(more.formInputs ? { formInputs: more.formInputs } : {}) });
  if (more.dialog === false) Object.assign(insideOf(event), { isDialogEvent: undefined, dialogEventType: undefined });
  return event;
}
const submit = (format: Format, what = 'Text of the account'): Json =>
  click(
    format,
    { act: 'submit', name: 'report', key: 'form-key-1', variant: 'report' },
    { formInputs: { what: { stringInputs: { value: [what] } } } },
  );
const fail = async (): Promise<Reply> => {
  throw new Error('a message that quotes Text of the account');
};

describe('a request that is not Google’s', () => {
  it('gets 401 before anything of it is read, and nothing of it is logged', async () => {
    const post = route.make(show(form));
    const body = { ...readFixture('mention', 'classic'), secret: 'words nobody may read' };
    expect(await post(body, null)).toEqual({ status: 401, json: undefined });
    expect(await post('not even json', 'a.b.c')).toEqual({ status: 401, json: undefined });
    expect(await post(body, `${signRequest()}x`)).toEqual({ status: 401, json: undefined });
    expect(route.events).toEqual([]);
    expect(route.logged.join()).toContain('"platform":"google-chat"');
    expect(route.logged.join()).not.toMatch(/nobody may read|a\.b\.c|eyJ/);
  });

  it('gets 503 while nobody can say, and 400 when it is no event', async () => {
    route.google.broken.certs = true;
    const post = route.make(show(form));
    expect((await post(readFixture('mention', 'classic'))).status).toBe(503);
    route.google.broken.certs = false;
    for (const body of ['', 'words', '[]', '{}', 'null']) expect((await post(body)).status).toBe(400);
  });
});

describe.each(FORMATS)('an answer in the %s shape', (format) => {
  const kindOf = (json: Json): string => {
    if (format === 'classic') {
      const { type, dialogAction } = (json.actionResponse ?? {}) as { type?: string; dialogAction?: Json };
      return [type, ...Object.keys(dialogAction ?? {})].filter(Boolean).join(' ');
    }
    const { chatDataAction } = (json.hostAppDataAction ?? {}) as { chatDataAction?: Json };
    const action = json.action as { navigations?: Json[]; notification?: Json } | undefined;
    return [
      ...Object.keys(chatDataAction ?? {}),
      ...(action?.navigations ?? []).flatMap((navigation) => Object.keys(navigation)),
      ...(action?.notification ? ['notification'] : []),
    ].join(' ');
  };
  const kinds =
    format === 'classic'
      ? {
          message: 'NEW_MESSAGE',
          update: 'UPDATE_MESSAGE',
          dialog: 'DIALOG dialog',
          keep: 'DIALOG actionStatus',
          close: 'DIALOG actionStatus',
        }
      : {
          message: 'createMessageAction',
          update: 'updateMessageAction',
          dialog: 'pushCard',
          keep: 'notification',
          close: 'endNavigation',
        };

  it('to a mention is a message that only its writer sees, with a button for the form', async () => {
    const { json } = await route.make(show(form))(readFixture('mention', format));
    expect(kindOf(json)).toBe(kinds.message);
    expect(JSON.stringify(json)).toContain('"privateMessageViewer":{"name":"users/1"}');
    expect(JSON.stringify(json)).not.toContain('textInput');
  });

  it('in the 1:1 chat needs no viewer', async () => {
    const event = readFixture('mention', format);
    Object.assign(insideOf(event).space as Json, { spaceType: 'DIRECT_MESSAGE', type: 'DM' });
    const { json } = await route.make(show(receipt))(event);
    expect(kindOf(json)).toBe(kinds.message);
    expect(JSON.stringify(json)).not.toContain('privateMessageViewer');
  });

  it('to a slash command is a dialog, and so is the receipt', async () => {
    expect(kindOf((await route.make(show(form))(readFixture('slash-command', format))).json)).toBe(kinds.dialog);
    const { json } = await route.make(replace(receipt))(submit(format));
    expect(kindOf(json)).toBe(kinds.dialog);
    expect(JSON.stringify(json)).toContain('Recorded as ES-2026-0014');
  });

  it('to a button changes the message only where the core says so', async () => {
    const press = click(format, { act: 'press', name: 'acknowledge', case: 'c1' }, { dialog: false });
    expect(kindOf((await route.make(replace(receipt))(press)).json)).toBe(kinds.update);
    const { json } = await route.make(show(receipt))(press);
    expect(kindOf(json)).toBe(kinds.message);
    expect(JSON.stringify(json)).toContain('privateMessageViewer');
  });

  it.each(['SPACE', 'DIRECT_MESSAGE'])('never carries a case’s detail in a message: %s', async (spaceType) => {
    for (const reply of [show(detail), replace(detail)]) {
      const press = click(format, { act: 'press', name: 'view-case', case: 'c1' }, { dialog: false });
      Object.assign(insideOf(press).space as Json, { spaceType, ...(spaceType === 'SPACE' ? {} : { type: 'DM' }) });
      const all = JSON.stringify([(await route.make(reply)(press)).json, route.google.state.messages]);
      expect(all).not.toContain(JSON.stringify(detail.what.slice(0, 30)).slice(1, -1));
      expect(all).toContain('View detail');
      expect(all).toContain('OPEN_DIALOG');
    }
    const asked = click(format, { act: 'press', name: 'view-case', case: 'c1' });
    const opened = JSON.stringify((await route.make(show(detail))(asked)).json);
    expect(opened).toContain(JSON.stringify(detail.what.slice(0, 30)).slice(1, -1));
  });

  it('that says nothing closes the dialog or is empty', async () => {
    expect(kindOf((await route.make(nothing)(submit(format))).json)).toBe(kinds.close);
    expect((await route.make(nothing)(readFixture('mention', format))).json).toEqual({});
  });

  it('to a form that failed is the form with everything typed, and says so', async () => {
    const { json } = await route.make(fail)(submit(format));
    expect(kindOf(json)).toBe(kinds.dialog);
    const text = JSON.stringify(json);
    for (const words of ['NOT saved', 'Text of the account', 'form-key-1', '999']) expect(text).toContain(words);
    expect(route.logged.join()).not.toContain('Text of the account');
  });

  it('to a form too large to be shown again leaves the open dialog as it is, with what is wrong', async () => {
    const errors = { date: 'This date is in the future.' };
    const { json } = await route.make(replace({ ...undrawable, errors } as View))(submit(format));
    expect(kindOf(json)).toBe(kinds.keep);
    const text = JSON.stringify(json);
    for (const words of ['Nothing has been sent yet', 'This date is in the future', '999'])
      expect(text).toContain(words);
    expect(text).not.toContain('Recorded');
    if (format === 'classic') expect(text).toContain('INVALID_ARGUMENT');
  });

  it('to a form too large that could not be saved says NOT saved, and leaves it as it is', async () => {
    const { json } = await route.make(fail)(submit(format, 'ж'.repeat(40_000)));
    expect(kindOf(json)).toBe(kinds.keep);
    expect(JSON.stringify(json)).toContain('NOT saved');
  });

  it.each([
    ['view-case', 'This could not be shown. Nothing was changed.'],
    ['acknowledge', 'There was no answer. Please look again whether it was done.'],
  ])('to a button that failed is private and claims nothing: %s', async (name, words) => {
    for (const dialog of [true, false]) {
      const { json } = await route.make(fail)(click(format, { act: 'press', name, case: 'c1' }, { dialog }));
      expect(kindOf(json)).toBe(dialog ? kinds.dialog : kinds.message);
      expect(JSON.stringify(json)).toContain(words);
      expect(JSON.stringify(json)).not.toMatch(/NOT saved/);
    }
  });

  it('to a command that failed says what to do now', async () => {
    const { json } = await route.make(fail)(readFixture('slash-command', format));
    expect(JSON.stringify(json)).toContain('999');
    const { status } = await route.make(show(undrawable))(readFixture('slash-command', format));
    expect(status).toBe(200);
    expect(route.forgotten).toHaveLength(1);
  });

  it('that comes too late follows privately where the form was sent', async () => {
    let finish: (reply: Reply) => void = () => undefined;
    const late = new Promise<Reply>((resolve) => {
      finish = resolve;
    });
    const { json } = await route.make(() => late, 0.01)(submit(format));
    expect(JSON.stringify(json)).toContain('NOT saved');
    finish(replace(receipt));
    await vi.waitFor(() => expect(route.google.state.messages).toHaveLength(1));
    expect(route.google.state.messages[0]).toMatchObject({ space: 'spaces/AAAA', viewer: 'users/1' });
    expect(JSON.stringify(route.google.state.messages[0]?.card)).toContain('Recorded as ES-2026-0014');
  });

  it('too long for one message comes in several, all of them private', async () => {
    const reports = Array.from({ length: 700 }, (_, index) => ({
      reportId: 'report-1',
      reference: `ES-2026-${1000 + index}`,
      reportedAt: '2026-03-02T09:15:00Z',
      state: 'seen' as const,
    }));
    const { json } = await route.make(show({ name: 'my-reports', reports }))(readFixture('mention', format));
    const all = JSON.stringify([route.google.state.messages, json]);
    expect(reports.filter(({ reference }) => !all.includes(reference))).toEqual([]);
    expect(route.google.state.messages.length).toBeGreaterThan(0);
    expect(route.google.state.messages.every(({ viewer }) => viewer === 'users/1')).toBe(true);
  });

  it('too long for one dialog is turned over by a button that does the same again', async () => {
    const reports = Array.from({ length: 120 }, () => ({
      reportId: 'report-1',
      reference: 'ES-2026-1000',
      reportedAt: '2026-03-02T09:15:00Z',
      state: 'seen' as const,
    }));
    const post = route.make(show({ name: 'my-reports', reports }));
    const first = await post(click(format, { act: 'press', name: 'my-reports' }));
    expect(JSON.stringify(first.json)).toContain('Part 1 of 2');
    const second = await post(click(format, { act: 'press', name: 'my-reports', part: '2' }));
    expect(JSON.stringify(second.json)).toContain('Part 2 of 2');
    const beyond = await post(click(format, { act: 'press', name: 'my-reports', part: '9' }));
    expect(beyond.json).toEqual(second.json);
    expect(route.events.at(-1)).toMatchObject({ kind: 'press', action: 'my-reports', data: {} });
  });

  it('to somebody of an organisation that no school here belongs to names its id, for whoever sets it up', async () => {
    const view: View = { name: 'emergency', reason: 'not-set-up', accountHelp: 'the school office', contacts };
    const { json } = await route.make(show(view))(readFixture('mention', format));
    expect(JSON.stringify(json)).toContain('platform.workspace_id of this organisation is 0abc');
  });
});

describe.each(FORMATS)('being installed, in the %s shape', (format) => {
  const installed = (): Json => {
    const event = readFixture('added', format);
    Object.assign(insideOf(event).space as Json, { name: 'spaces/DM1', spaceType: 'DIRECT_MESSAGE', type: 'DM' });
    return event;
  };

  it('greets the owner of the 1:1 chat', async () => {
    route.google.state.addPersonal('users/1');
    const { json } = await route.make(show(receipt))(installed());
    expect(route.events.map(({ kind }) => kind)).toEqual(['joined']);
    expect(JSON.stringify(json)).toContain('Recorded');
  });

  it('by somebody else ties nobody to a chat that is not theirs', async () => {
    route.google.state.personal.set('users/1', 'spaces/DMother');
    route.google.state.addSpace({ name: 'spaces/DMother', spaceType: 'DIRECT_MESSAGE' });
    expect((await route.make(show(receipt))(installed())).json).toEqual({});
    route.google.state.personal.clear();
    expect((await route.make(show(receipt))(installed())).json).toEqual({});
    expect(route.events).toEqual([]);
  });

  it('in a space is remembered', async () => {
    expect((await route.make(nothing)(readFixture('added', format))).json).toEqual({});
    expect(route.events.map(({ kind }) => kind)).toEqual(['joined']);
  });
});

describe('the app’s own page', () => {
  it('is a card, and what its buttons answer takes its place', async () => {
    const home: View = { name: 'home', school, roles: [], reports: [], openCases: null, openTasks: 0, contacts };
    expect((await route.make(show(home))(readFixture('home'))).json.action.navigations[0]).toHaveProperty('pushCard');
    const event = readFixture('home-click');
    commonOf(event).parameters = { act: 'open', name: 'report' };
    const { json } = await route.make(show(form))(event);
    expect(JSON.stringify(json.renderActions.action.navigations[0].updateCard)).toContain('textInput');
  });
});

it('announces every piece by the name of its schema', async () => {
  await route.make(show(form))(readFixture('slash-command', 'add-on'));
  await route.make(show(receipt))(readFixture('mention', 'classic'));
  expect(route.outbound.map((line) => line.split(' ')[0])).toEqual(['GoogleAppsCardV1Card', 'Message']);
});

it('answers what it does not know without asking the core', async () => {
  const post = route.make(show(form));
  expect(await post({ ...readFixture('mention', 'classic'), type: 'WIDGET_UPDATED' })).toEqual({
    status: 200,
    json: {},
  });
  expect(await post(click('add-on', { act: 'press', name: 'nothing-of-ours' }))).toEqual({ status: 200, json: {} });
  expect(route.events).toEqual([]);
});
