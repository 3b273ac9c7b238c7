import { randomUUID } from 'node:crypto';
import { isRecord, readString } from './http-helpers.ts';
import type { Activity, BotAnswer, CardJson, DialogView, Outcome } from './types.ts';
import type { Place } from './world-state.ts';

/** A dialog that is open for one person, with what its next request must repeat. */
export interface OpenDialog {
  view: DialogView;
  personId: string;
  place: Place;
  replyToId?: string;
  /** Set when a message-extension command opened it. */
  command?: Record<string, unknown>;
}

/** What Teams says when the bot answers with an error or not at all. */
export const SOMETHING_WENT_WRONG = 'Something went wrong. Please try again.';
const UNABLE_TO_REACH = 'Unable to reach app. Please try again.';
const CARD = 'application/vnd.microsoft.card.adaptive';

type Request = { activity: Activity; bot: BotAnswer };
const isSuccess = ({ status }: BotAnswer): boolean => status >= 200 && status < 300;

/** Reads the answer to `adaptiveCard/action`. */
export function readCardAnswer(request: Request): Outcome {
  const { body } = request.bot;
  const failed: Outcome = { ...request, kind: 'failed', text: SOMETHING_WENT_WRONG };
  if (!isSuccess(request.bot)) return failed;
  if (!isRecord(body)) return { ...request, kind: 'done' };
  if (typeof body.statusCode === 'number' && body.statusCode !== 200) return failed;
  if (body.type === CARD && isRecord(body.value)) return { ...request, kind: 'card', card: body.value };
  if (body.type === 'application/vnd.microsoft.activity.message' && typeof body.value === 'string')
    return { ...request, kind: 'toast', text: body.value };
  return body.type === undefined ? { ...request, kind: 'done' } : failed;
}

/** Reads the answer to a dialog's request; a dialog to show is kept in `dialogs` under the id it has or a new one. */
export function readDialogAnswer(
  request: Request,
  dialogs: Map<string, OpenDialog>,
  context: Omit<OpenDialog, 'view'> & { dialogId?: string },
): Outcome {
  const { body } = request.bot;
  if (!isSuccess(request.bot)) return { ...request, kind: 'failed', text: UNABLE_TO_REACH };
  const { dialogId = randomUUID(), ...kept } = context;
  const task = isRecord(body) && isRecord(body.task) ? body.task : undefined;
  const extension = isRecord(body) && isRecord(body.composeExtension) ? body.composeExtension : undefined;

  if (task?.type === 'continue') {
    const view = readDialogView(task.value, dialogId);
    if (!view) return { ...request, kind: 'failed', text: UNABLE_TO_REACH };
    dialogs.set(dialogId, { ...kept, view });
    return { ...request, kind: 'dialog', dialog: view };
  }
  if (task && task.type !== 'message') return { ...request, kind: 'failed', text: UNABLE_TO_REACH };

  dialogs.delete(dialogId);
  if (task) return { ...request, kind: 'dialog-message', text: String(task.value ?? '') };
  if (extension?.type === 'message') return { ...request, kind: 'dialog-message', text: String(extension.text ?? '') };
  const card = extension ? readInsertedCard(extension) : undefined;
  return card ? { ...request, kind: 'insert', card } : { ...request, kind: 'done' };
}

function readDialogView(value: unknown, dialogId: string): DialogView | undefined {
  if (!isRecord(value) || !isRecord(value.card) || value.card.contentType !== CARD || !isRecord(value.card.content))
    return undefined;
  return {
    dialogId,
    title: readString(value, 'title') ?? '',
    card: value.card.content,
    height: readSize(value.height),
    width: readSize(value.width),
  };
}

const readSize = (size: unknown): number | string | undefined =>
  typeof size === 'number' || typeof size === 'string' ? size : undefined;

function readInsertedCard(extension: Record<string, unknown>): CardJson | undefined {
  const attachments = Array.isArray(extension.attachments) ? extension.attachments : [];
  const card = attachments.filter(isRecord).find(({ contentType }) => contentType === CARD);
  return card && isRecord(card.content) ? card.content : undefined;
}
