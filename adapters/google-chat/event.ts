import { z } from 'zod';

const user = z.looseObject({
  name: z.string().regex(/^users\/[\w-]+$/),
  email: z.string().nullish(),
  domainId: z.string().nullish(),
  type: z.string().nullish(),
  isAnonymous: z.boolean().nullish(),
});
const space = z.looseObject({
  name: z.string().regex(/^spaces\/[\w-]+$/),
  type: z.string().nullish(),
  spaceType: z.string().nullish(),
  singleUserBotDm: z.boolean().nullish(),
  spaceThreadingState: z.string().nullish(),
});
const thread = z.looseObject({ name: z.string().nullish() });
const message = z.looseObject({
  name: z.string().nullish(),
  sender: z.looseObject({ type: z.string().nullish() }).nullish(),
  text: z.string().nullish(),
  argumentText: z.string().nullish(),
  thread: thread.nullish(),
  slashCommand: z.unknown().optional(),
  attachment: z.array(z.unknown()).nullish(),
  attachedGifs: z.array(z.unknown()).nullish(),
  annotations: z
    .array(
      z.looseObject({
        type: z.string().nullish(),
        startIndex: z.number().nullish(),
        length: z.number().nullish(),
        userMention: z.looseObject({ user: z.looseObject({ type: z.string().nullish() }).nullish() }).nullish(),
      }),
    )
    .nullish(),
});
const common = z.looseObject({
  parameters: z.record(z.string(), z.unknown()).nullish(),
  formInputs: z.record(z.string(), z.unknown()).nullish(),
});
const appCommandMetadata = z.looseObject({ appCommandType: z.string().nullish() });

const classicEvent = z.looseObject({
  type: z.string(),
  eventTime: z.string().nullish(),
  user,
  space,
  message: message.nullish(),
  thread: thread.nullish(),
  isDialogEvent: z.boolean().nullish(),
  dialogEventType: z.string().nullish(),
  common: common.nullish(),
  appCommandMetadata: appCommandMetadata.nullish(),
});

const payload = z.looseObject({
  space: space.nullish(),
  message: message.nullish(),
  thread: thread.nullish(),
  isDialogEvent: z.boolean().nullish(),
  dialogEventType: z.string().nullish(),
  appCommandMetadata: appCommandMetadata.nullish(),
});
const addOnEvent = z.looseObject({
  commonEventObject: common.nullish(),
  chat: z.looseObject({
    /** Only on the app's own page, whose events come in this shape to every app. */
    type: z.string().nullish(),
    user,
    eventTime: z.string().nullish(),
    space: space.nullish(),
    messagePayload: payload.nullish(),
    appCommandPayload: payload.nullish(),
    buttonClickedPayload: payload.nullish(),
    addedToSpacePayload: payload.nullish(),
  }),
});

/** Which of Google's two shapes an event came in; its answer must have the same. */
export type Format = 'classic' | 'add-on';

/** What happened, in the words of neither shape. */
export type Happening =
  | 'message'
  | 'slash-command'
  | 'quick-command'
  | 'message-action'
  | 'click'
  | 'dialog-closed'
  | 'added'
  | 'home'
  | 'home-click'
  | 'other';

/** An incoming event, the same for both shapes. */
export interface IncomingEvent {
  format: Format;
  happening: Happening;
  user: z.infer<typeof user>;
  space: z.infer<typeof space> | null;
  message: z.infer<typeof message> | null;
  threadName: string | null;
  eventTime: string;
  /** A dialog is open or about to be. */
  dialog: boolean;
  /** What the pressed button carries. */
  parameters: Record<string, unknown>;
  formInputs: Record<string, unknown>;
}

/** Reads the body of a request; null when it is no event. */
export function readIncomingEvent(body: unknown): IncomingEvent | null {
  const addOn = addOnEvent.safeParse(body).data;
  if (addOn) return readAddOn(addOn);
  const classic = classicEvent.safeParse(body).data;
  return classic ? readClassic(classic) : null;
}

function readClassic(event: z.infer<typeof classicEvent>): IncomingEvent {
  return {
    format: 'classic',
    happening: whatHappened(event),
    user: event.user,
    space: event.space,
    message: event.message ?? null,
    threadName: event.message?.thread?.name ?? event.thread?.name ?? null,
    eventTime: event.eventTime ?? '',
    dialog: event.isDialogEvent === true,
    parameters: event.common?.parameters ?? {},
    formInputs: event.common?.formInputs ?? {},
  };
}

function whatHappened(event: z.infer<typeof classicEvent>): Happening {
  if (event.dialogEventType === 'CANCEL_DIALOG') return 'dialog-closed';
  switch (event.type) {
    case 'MESSAGE':
      return event.message?.slashCommand ? 'slash-command' : 'message';
    case 'APP_COMMAND':
      return commandKind(event.appCommandMetadata?.appCommandType);
    case 'CARD_CLICKED':
      return 'click';
    case 'ADDED_TO_SPACE':
      return 'added';
    case 'APP_HOME':
      return 'home';
    case 'SUBMIT_FORM':
      return 'home-click';
    default:
      return 'other';
  }
}

function readAddOn({ chat, commonEventObject }: z.infer<typeof addOnEvent>): IncomingEvent {
  const found = (
    [
      ['message', chat.messagePayload],
      [commandKind(chat.appCommandPayload?.appCommandMetadata?.appCommandType), chat.appCommandPayload],
      ['click', chat.buttonClickedPayload],
      ['added', chat.addedToSpacePayload],
    ] as const
  ).find(([, given]) => given);
  const [happening, given] = found ?? [homeHappening(chat.type), null];
  return {
    format: 'add-on',
    happening:
      given?.dialogEventType === 'CANCEL_DIALOG'
        ? 'dialog-closed'
        : happening === 'message' && given?.message?.slashCommand
          ? 'slash-command'
          : happening,
    user: chat.user,
    space: given?.space ?? chat.space ?? null,
    message: given?.message ?? null,
    threadName: given?.message?.thread?.name ?? given?.thread?.name ?? null,
    eventTime: chat.eventTime ?? '',
    dialog: given?.isDialogEvent === true,
    parameters: commonEventObject?.parameters ?? {},
    formInputs: commonEventObject?.formInputs ?? {},
  };
}

function commandKind(type: string | null | undefined): Happening {
  if (type === 'QUICK_COMMAND') return 'quick-command';
  return type === 'MESSAGE_ACTION' ? 'message-action' : 'slash-command';
}

function homeHappening(type: string | null | undefined): Happening {
  if (type === 'APP_HOME') return 'home';
  return type === 'SUBMIT_FORM' ? 'home-click' : 'other';
}
