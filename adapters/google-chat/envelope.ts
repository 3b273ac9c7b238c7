import type { AdapterDeps } from '../shared/adapter.ts';
import type { Format } from './event.ts';
import type { GoogleCard } from './google-card.ts';
import { requireSize } from './limits.ts';
import type { GoogleMessage } from './message.ts';

/** The body of the HTTP answer. */
export type AnswerBody = Record<string, unknown>;

/** Makes answers in the shape of the request. */
export interface Envelope {
  /** A new message below what the person did. */
  newMessage(message: Message): AnswerBody;
  /** Puts another content in the message whose button was pressed, for everybody who sees it. */
  updateMessage(message: GoogleMessage): AnswerBody;
  /** Opens a dialog, or puts another card in the open one. */
  dialog(card: GoogleCard): AnswerBody;
  /** Leaves the open dialog as it is, with everything typed in it, and says something. */
  keepDialog(words: string): AnswerBody;
  /** Closes the dialog. */
  closeDialog(words?: string): AnswerBody;
  /** Shows the app's own page. */
  showHome(card: GoogleCard): AnswerBody;
  /** Puts another card on the app's own page. */
  updateHome(card: GoogleCard): AnswerBody;
}

/** A message, for everybody in the space or for one person. */
export type Message = (GoogleMessage | { text: string }) & { privateMessageViewer?: { name: string } };

/** The answer that says nothing. */
export const NO_ANSWER: AnswerBody = {};

/**
 * The two shapes of Google's. Each piece is announced as what it is in Google's own schema, since the frame of an add-on's
 * answer has none. Every function throws `PlatformLimit`.
 */
export function createEnvelope(format: Format, onOutbound: AdapterDeps['onOutbound']): Envelope {
  const announceCard = (card: GoogleCard): GoogleCard => {
    requireSize(card);
    onOutbound?.('GoogleAppsCardV1Card', card);
    return card;
  };
  const announceMessage = <M extends AnswerBody | Message>(message: M): M => {
    requireSize(message);
    onOutbound?.('Message', message);
    return message;
  };
  const home = {
    showHome: (card: GoogleCard) => ({ action: { navigations: [{ pushCard: announceCard(card) }] } }),
    updateHome: (card: GoogleCard) => ({
      renderActions: { action: { navigations: [{ updateCard: announceCard(card) }] } },
    }),
  };
  if (format === 'classic') {
    const dialogAction = (action: AnswerBody): AnswerBody =>
      announceMessage({ actionResponse: { type: 'DIALOG', dialogAction: action } });
    return {
      ...home,
      newMessage: (message) => announceMessage({ actionResponse: { type: 'NEW_MESSAGE' }, ...message }),
      updateMessage: (message) => announceMessage({ actionResponse: { type: 'UPDATE_MESSAGE' }, ...message }),
      dialog: (card) => dialogAction({ dialog: { body: card } }),
      // Google shows the words in the dialog and leaves what was typed.
      keepDialog: (words) =>
        dialogAction({ actionStatus: { statusCode: 'INVALID_ARGUMENT', userFacingMessage: words } }),
      closeDialog: (words) =>
        dialogAction({ actionStatus: { statusCode: 'OK', ...(words ? { userFacingMessage: words } : {}) } }),
    };
  }
  const chatAction = (name: string, message: Message): AnswerBody => ({
    hostAppDataAction: { chatDataAction: { [name]: { message: announceMessage(message) } } },
  });
  const notify = (words: string): AnswerBody => ({ notification: announceMessage({ text: words }) });
  return {
    ...home,
    newMessage: (message) => chatAction('createMessageAction', message),
    updateMessage: (message) => chatAction('updateMessageAction', message),
    dialog: (card) => ({ action: { navigations: [{ pushCard: announceCard(card) }] } }),
    keepDialog: (words) => ({ action: notify(words) }),
    closeDialog: (words) => ({
      action: { navigations: [{ endNavigation: { action: 'CLOSE_DIALOG' } }], ...(words ? notify(words) : {}) },
    }),
  };
}
