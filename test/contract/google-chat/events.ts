import { APP, type StoredMessage, type StoredSpace } from './google-state.ts';

/** Which of Google's two shapes an event has. */
export type Format = 'classic' | 'add-on';

/** Somebody with an account. */
export interface GooglePerson {
  name: string;
  displayName: string;
  email: string;
  domainId: string;
}

/** The parts of an event that both shapes have. */
export interface Happened {
  person: GooglePerson;
  space: StoredSpace;
  eventTime: string;
}

type Json = Record<string, unknown>;

const APP_USER = { name: APP, displayName: 'e-safety', type: 'BOT' };

/** An account as an event names it. */
const describePerson = (person: GooglePerson): Json => ({
  ...person,
  type: 'HUMAN',
  avatarUrl: 'https://lh3.example/a',
});

function describeSpace({ name, spaceType }: StoredSpace): Json {
  const personal = spaceType === 'DIRECT_MESSAGE';
  return {
    name,
    spaceType,
    type: personal ? 'DM' : 'ROOM',
    ...(personal ? { singleUserBotDm: true } : { displayName: 'A space' }),
    spaceThreadingState: personal ? 'UNTHREADED_MESSAGES' : 'THREADED_MESSAGES',
  };
}

/** Puts what happened into one of the two frames. */
function frame(
  format: Format,
  { person, space, eventTime }: Happened,
  given: { type: string; payload: string; inner?: Json; common?: Json; outer?: Json },
): Json {
  const common = { userLocale: 'en-GB', hostApp: 'CHAT', platform: 'WEB', ...given.common };
  const inner = given.inner ?? {};
  if (format === 'classic')
    return {
      type: given.type,
      eventTime,
      user: describePerson(person),
      space: describeSpace(space),
      ...inner,
      common,
      ...given.outer,
    };
  return {
    commonEventObject: common,
    authorizationEventObject: { systemIdToken: 'not-looked-at' },
    chat: {
      user: describePerson(person),
      eventTime,
      [given.payload]: { space: describeSpace(space), ...inner },
    },
  };
}

function makeTyped(happened: Happened, name: string, text: string, thread: string | undefined): Json {
  return {
    name,
    sender: describePerson(happened.person),
    createTime: happened.eventTime,
    text,
    thread: { name: thread ?? name.replace('/messages/', '/threads/').replace(/\..*$/, '') },
    space: describeSpace(happened.space),
  };
}

/** Somebody uses the slash command, which opens a dialog. */
export function makeSlashCommand(
  format: Format,
  happened: Happened,
  typed: { name: string; text: string; thread?: string; file?: boolean; dialog: boolean },
): Json {
  const command = /^\S+/.exec(typed.text)?.[0] ?? '';
  const message = {
    ...makeTyped(happened, typed.name, typed.text, typed.thread),
    argumentText: typed.text.slice(command.length),
    slashCommand: { commandId: '1' },
    annotations: [
      {
        type: 'SLASH_COMMAND',
        startIndex: 0,
        length: command.length,
        slashCommand: {
          user: APP_USER,
          type: 'INVOKE',
          commandName: command,
          commandId: '1',
          ...(typed.dialog ? { triggersDialog: true } : {}),
        },
      },
    ],
    ...(typed.file ? { attachment: [{ name: `${typed.name}/attachments/1`, contentType: 'image/jpeg' }] } : {}),
  };
  const dialog = typed.dialog ? { isDialogEvent: true, dialogEventType: 'REQUEST_DIALOG' } : {};
  const metadata = { appCommandMetadata: { appCommandId: 1, appCommandType: 'SLASH_COMMAND' } };
  const inner = { message, ...dialog, ...(format === 'add-on' ? metadata : {}) };
  return frame(format, happened, { type: 'MESSAGE', payload: 'appCommandPayload', inner });
}

/** Somebody writes to the app: in the 1:1 chat, or by mentioning it. */
export function makeTypedMessage(
  format: Format,
  happened: Happened,
  typed: { name: string; text: string; thread?: string; file?: boolean; by?: 'app' },
): Json {
  const mention = happened.space.spaceType === 'DIRECT_MESSAGE' ? '' : '@e-safety ';
  const message: Json = {
    ...makeTyped(happened, typed.name, `${mention}${typed.text}`, typed.thread),
    // The add-on's shape was recorded without it.
    ...(format === 'classic' ? { argumentText: ` ${typed.text}` } : {}),
    ...(mention
      ? {
          annotations: [
            {
              type: 'USER_MENTION',
              startIndex: 0,
              length: mention.trim().length,
              userMention: { user: APP_USER, type: 'MENTION' },
            },
          ],
        }
      : {}),
    ...(typed.file ? { attachment: [{ name: `${typed.name}/attachments/1`, contentType: 'image/jpeg' }] } : {}),
    ...(typed.by === 'app' ? { sender: APP_USER } : {}),
  };
  return frame(format, happened, { type: 'MESSAGE', payload: 'messagePayload', inner: { message } });
}

/** Somebody uses a command of the menu: on a message, or of the message box. */
export function makeAppCommand(format: Format, happened: Happened, about: { name: string; text: string } | null): Json {
  const metadata = about
    ? { appCommandId: 3, appCommandType: 'MESSAGE_ACTION' }
    : { appCommandId: 2, appCommandType: 'QUICK_COMMAND' };
  const inner = {
    appCommandMetadata: metadata,
    isDialogEvent: true,
    dialogEventType: 'REQUEST_DIALOG',
    ...(about ? { message: makeTyped(happened, about.name, about.text, undefined) } : {}),
  };
  return frame(format, happened, { type: 'APP_COMMAND', payload: 'appCommandPayload', inner });
}

/** Somebody presses a button of a card. */
export function makeClick(
  format: Format,
  happened: Happened,
  pressed: {
    on: StoredMessage | null;
    function: string;
    parameters: { key: string; value: string }[];
    formInputs?: Json;
    dialog: 'REQUEST_DIALOG' | 'SUBMIT_DIALOG' | null;
  },
): Json {
  const { on } = pressed;
  const message = on
    ? {
        name: on.name,
        sender: APP_USER,
        createTime: happened.eventTime,
        thread: { name: on.thread },
        space: describeSpace(happened.space),
      }
    : null;
  const inner = {
    ...(message ? { message } : {}),
    ...(pressed.dialog ? { isDialogEvent: true, dialogEventType: pressed.dialog } : {}),
  };
  const common = {
    ...(format === 'classic' ? { invokedFunction: pressed.function } : {}),
    parameters: Object.fromEntries(pressed.parameters.map(({ key, value }) => [key, value])),
    ...(pressed.formInputs ? { formInputs: pressed.formInputs } : {}),
  };
  const outer = { action: { actionMethodName: pressed.function, parameters: pressed.parameters } };
  return frame(format, happened, { type: 'CARD_CLICKED', payload: 'buttonClickedPayload', inner, common, outer });
}

/** The app was added to a space, or installed for somebody. */
export function makeAdded(format: Format, happened: Happened): Json {
  return frame(format, happened, { type: 'ADDED_TO_SPACE', payload: 'addedToSpacePayload' });
}

/** Somebody opens the app's own page, or presses a button on it; both come in one shape to every app. */
export function makeHome(
  { person, space, eventTime }: Happened,
  pressed?: { function: string; parameters: { key: string; value: string }[]; formInputs?: Json },
): Json {
  return {
    commonEventObject: {
      hostApp: 'CHAT',
      platform: 'WEB',
      ...(pressed
        ? {
            invokedFunction: pressed.function,
            parameters: Object.fromEntries(pressed.parameters.map(({ key, value }) => [key, value])),
            ...(pressed.formInputs ? { formInputs: pressed.formInputs } : {}),
          }
        : {}),
    },
    chat: {
      type: pressed ? 'SUBMIT_FORM' : 'APP_HOME',
      user: describePerson(person),
      space: describeSpace(space),
      eventTime,
    },
  };
}
