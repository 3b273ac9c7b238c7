import type { GoogleCard } from '../../../adapters/google-chat/google-card.ts';
import type { Shown } from '../driver.ts';
import type { Format } from './events.ts';
import { isSendable, isShowable } from './fake-google.ts';
import type { GoogleState, StoredMessage } from './google-state.ts';
import { type GoogleRef, NOTHING, showCard, showMessage } from './show.ts';

/** What an answer belongs to. */
export interface Place {
  space: string;
  isPersonal: boolean;
  /** The thread of what was written or pressed. */
  thread?: string;
  /** The message whose button was pressed, or whose button opened the dialog. */
  on: StoredMessage | null;
  /** The open dialog with what is typed in it. */
  dialog: { card: GoogleCard; shown: Shown; values: Record<string, string> } | null;
}

type Json = Record<string, unknown>;
interface Answer {
  kind: 'new-message' | 'update-message' | 'dialog' | 'keep-dialog' | 'close-dialog' | 'home' | 'nothing';
  message?: Json;
  card?: GoogleCard;
  words?: string;
}

/**
 * Shows an answer as Google Chat's client does. Throws for an answer in the other shape, and for one that Google would
 * turn into "the app is not responding".
 */
export function showAnswer(state: GoogleState, format: Format, body: Json, place: Place): Shown {
  const answer = format === 'classic' ? readClassic(body) : readAddOn(body);
  switch (answer.kind) {
    case 'new-message': {
      if (!isSendable(answer.message)) throw new Error('Google would refuse this message');
      return showMessage(state.addMessage(place.space, answer.message as Json, place.thread), place.isPersonal);
    }
    case 'update-message': {
      const { cardsV2 } = (answer.message ?? {}) as { cardsV2?: { card: GoogleCard }[] };
      if (!isSendable(answer.message) || !place.on) throw new Error('Google would refuse this update');
      place.on.card = cardsV2?.[0]?.card ?? null;
      return showMessage(place.on, place.isPersonal);
    }
    case 'dialog':
      return showIn({ at: 'dialog', card: answer.card as GoogleCard, on: place.on });
    case 'home':
      return showIn({ at: 'home', card: answer.card as GoogleCard });
    case 'keep-dialog':
      if (!place.dialog) return { ...NOTHING, kind: 'words', text: answer.words ?? '' };
      return {
        ...place.dialog.shown,
        text: [answer.words, place.dialog.shown.text].join('\n'),
        values: place.dialog.values,
        errors: {},
      };
    case 'close-dialog':
      return { ...NOTHING, kind: answer.words ? 'words' : 'nothing', text: answer.words ?? '' };
    case 'nothing':
      return NOTHING;
  }
}

function showIn(ref: Extract<GoogleRef, { at: 'dialog' | 'home' }>): Shown {
  if (!isShowable(ref.card)) throw new Error('Google would not show this card');
  return showCard(ref.card, { private: true, notification: null, ref });
}

function readClassic(body: Json): Answer {
  const home = readHome(body);
  if (home) return home;
  const { actionResponse, ...message } = body as {
    actionResponse?: { type: string; dialogAction?: { dialog?: { body: GoogleCard }; actionStatus?: Json } };
  };
  if (!actionResponse) {
    if (Object.keys(message).length > 0) throw new Error(`no answer of a classic app: ${Object.keys(body)}`);
    return { kind: 'nothing' };
  }
  if (actionResponse.type === 'NEW_MESSAGE') return { kind: 'new-message', message };
  if (actionResponse.type === 'UPDATE_MESSAGE') return { kind: 'update-message', message };
  const { dialog, actionStatus } = actionResponse.dialogAction ?? {};
  if (dialog) return { kind: 'dialog', card: dialog.body };
  const words = actionStatus?.userFacingMessage as string | undefined;
  return { kind: actionStatus?.statusCode === 'OK' ? 'close-dialog' : 'keep-dialog', ...(words ? { words } : {}) };
}

function readAddOn(body: Json): Answer {
  const home = readHome(body);
  if (home) return home;
  const { hostAppDataAction, action, ...others } = body as {
    hostAppDataAction?: { chatDataAction: Record<string, { message: Json }> };
    action?: { navigations?: { pushCard?: GoogleCard; endNavigation?: { action: string } }[]; notification?: Json };
  };
  if (Object.keys(others).length > 0) throw new Error(`no answer of an add-on: ${Object.keys(body)}`);
  if (hostAppDataAction) {
    const { createMessageAction, updateMessageAction } = hostAppDataAction.chatDataAction;
    if (createMessageAction) return { kind: 'new-message', message: createMessageAction.message };
    if (updateMessageAction) return { kind: 'update-message', message: updateMessageAction.message };
  }
  if (!action) return { kind: 'nothing' };
  const [navigation] = action.navigations ?? [];
  const words = action.notification?.text as string | undefined;
  if (navigation?.pushCard) return { kind: 'dialog', card: navigation.pushCard };
  return { kind: navigation?.endNavigation ? 'close-dialog' : 'keep-dialog', ...(words ? { words } : {}) };
}

/** Answers on the app's own page update what it shows; the first one is told apart by who asked. */
function readHome({ renderActions }: Json): Answer | null {
  const { action } = (renderActions ?? {}) as { action?: { navigations: { updateCard: GoogleCard }[] } };
  const card = action?.navigations[0]?.updateCard;
  return card ? { kind: 'home', card } : null;
}
