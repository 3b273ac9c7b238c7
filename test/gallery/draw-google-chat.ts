import { drawGoogleChatButton, drawGoogleChatWidget } from './draw-google-chat-widgets.ts';
import { type Drawn, draw, FRAME, type Piece } from './drawn.ts';
import { readCardHtml, readMessageText } from './google-chat-text.ts';
import { asJson, asList, asOptionalText, asText, type Json, requireKnown } from './json.ts';

/**
 * Draws what Google Chat shows for a message, an answer to an event or a card, from the JSON that the adapter sends; both
 * formats of answers, the app's own and that of Workspace add-ons. Throws on what it does not know.
 */
export function drawGoogleChat(payload: unknown): Drawn {
  const json = asJson(payload, 'a Google Chat payload');
  if (Array.isArray(json.sections)) return drawCard(json, 'dialog');
  if (json.hostAppDataAction !== undefined) return drawAddOnMessage(json);
  if (json.action !== undefined || json.renderActions !== undefined) return drawAddOnDialog(json);
  const action = json.actionResponse === undefined ? null : asJson(json.actionResponse, 'an action response');
  return action?.dialogAction === undefined ? drawMessage(json) : drawDialogAnswer(json, action);
}

function drawAddOnMessage(json: Json): Drawn {
  requireKnown(json, 'an add-on’s answer', ['hostAppDataAction']);
  const data = asJson(asJson(json.hostAppDataAction, 'an add-on’s answer').chatDataAction, 'an add-on’s answer');
  requireKnown(data, 'a chat data action', ['createMessageAction', 'updateMessageAction']);
  const act = asJson(data.createMessageAction ?? data.updateMessageAction, 'a chat data action');
  return drawMessage(asJson(act.message, 'a message'));
}

function drawAddOnDialog(json: Json): Drawn {
  requireKnown(json, 'an add-on’s answer', ['action', 'renderActions']);
  const outer = json.renderActions === undefined ? json : asJson(json.renderActions, 'render actions');
  const action = asJson(outer.action, 'an add-on’s action');
  requireKnown(action, 'an add-on’s action', ['navigations', 'notification']);
  const cards = asList(action.navigations, 'navigations').map((step) => {
    requireKnown(step, 'a navigation', ['pushCard', 'updateCard', 'endNavigation']);
    const card = step.pushCard ?? step.updateCard;
    return card === undefined ? null : drawCard(asJson(card, 'a card'), 'dialog');
  });
  const notice = action.notification === undefined ? null : asJson(action.notification, 'a notification');
  return draw(
    'div',
    {},
    cards.filter((card) => card !== null),
    notice ? draw('p', { class: 'toast' }, asText(notice.text, 'a notification')) : null,
  );
}

function drawDialogAnswer(json: Json, action: Json): Drawn {
  requireKnown(json, 'a dialog’s answer', ['actionResponse']);
  requireKnown(action, 'an action response', ['type', 'dialogAction']);
  const dialog = asJson(action.dialogAction, 'a dialog action');
  requireKnown(dialog, 'a dialog action', ['dialog', 'actionStatus']);
  if (dialog.dialog === undefined) {
    const status = asJson(dialog.actionStatus, 'an action status');
    requireKnown(status, 'an action status', ['statusCode', 'userFacingMessage']);
    return draw('p', { class: 'toast' }, asOptionalText(status.userFacingMessage, 'a status message') ?? '');
  }
  return drawCard(asJson(asJson(dialog.dialog, 'a dialog').body, 'a dialog’s body'), 'dialog');
}

const MESSAGE_NAMES = ['text', 'fallbackText', 'cardsV2', 'actionResponse', 'privateMessageViewer', 'thread', 'name'];

function drawMessage(message: Json): Drawn {
  requireKnown(message, 'a Google Chat message', MESSAGE_NAMES);
  if (message.actionResponse !== undefined)
    requireKnown(asJson(message.actionResponse, 'an action response'), 'an action response', ['type']);
  const text = asOptionalText(message.text, 'a message’s text');
  const notification = asOptionalText(message.fallbackText, 'a fallback text');
  return draw(
    'div',
    { class: 'chat-message' },
    notification === undefined ? null : draw('p', { class: 'notification' }, notification),
    text === undefined ? null : draw('p', { class: 'chat-text' }, readMessageText(text)),
    asList(message.cardsV2, 'cards').map((wrapped) => {
      requireKnown(wrapped, 'a card with an id', ['cardId', 'card']);
      return drawCard(asJson(wrapped.card, 'a card'), 'message');
    }),
  );
}

function drawCard(card: Json, surface: 'message' | 'dialog'): Drawn {
  requireKnown(card, 'a card', [
    'header',
    'sections',
    'fixedFooter',
    'name',
    'sectionDividerStyle',
    'peekCardHeader',
    'displayStyle',
  ]);
  const header = card.header === undefined ? null : asJson(card.header, 'a header');
  if (header) requireKnown(header, 'a card’s header', ['title', 'subtitle', 'imageUrl', 'imageType', 'imageAltText']);
  const footer = card.fixedFooter === undefined ? null : asJson(card.fixedFooter, 'a footer');
  if (footer) requireKnown(footer, 'a card’s footer', ['primaryButton', 'secondaryButton']);
  const button = (value: unknown, style: string): Piece | null =>
    value === undefined ? null : drawGoogleChatButton(asJson(value, 'a button'), style);
  return draw(
    'div',
    { class: `chat-card ${surface}` },
    header
      ? draw(
          'div',
          { class: 'chat-header' },
          draw('h3', {}, asText(header.title, 'a title')),
          header.subtitle === undefined ? null : draw('p', {}, asText(header.subtitle, 'a subtitle')),
        )
      : null,
    asList(card.sections, 'sections').map(drawSection),
    footer
      ? draw(
          'div',
          { class: 'chat-footer' },
          button(footer.secondaryButton, ''),
          button(footer.primaryButton, 'filled'),
        )
      : null,
  );
}

function drawSection(section: Json): Drawn {
  requireKnown(section, 'a section', [
    'header',
    'widgets',
    'collapsible',
    'uncollapsibleWidgetsCount',
    'collapseControl',
    'id',
  ]);
  const widgets = asList(section.widgets, 'widgets').map(drawGoogleChatWidget);
  const header =
    section.header === undefined ? null : draw('h4', {}, readCardHtml(asText(section.header, 'a section’s header')));
  if (section.collapsible !== true) return draw('div', { class: 'chat-section' }, header, widgets);
  const control = section.collapseControl === undefined ? null : asJson(section.collapseControl, 'a collapse control');
  const label = control
    ? drawGoogleChatButton(asJson(control.expandButton, 'a button'), '').children
    : [draw('span', { ...FRAME }, 'Show more')];
  const always = Number(section.uncollapsibleWidgetsCount ?? 0);
  return draw(
    'div',
    { class: 'chat-section' },
    header,
    widgets.slice(0, always),
    draw('details', {}, draw('summary', {}, label), widgets.slice(always)),
  );
}
