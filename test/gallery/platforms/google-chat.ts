import { renderCardParts } from '../../../adapters/google-chat/card-parts.ts';
import { makeMessages } from '../../../adapters/google-chat/message.ts';
import { makeParameters } from '../../../adapters/google-chat/protocol.ts';
import { type RenderRules, renderForm } from '../../../adapters/google-chat/render.ts';
import { isForReaderAlone } from '../../../adapters/shared/without-story.ts';
import { describe } from '../../../cards/describe.ts';
import { drawGoogleChat } from '../draw-google-chat.ts';
import { draw, readTexts } from '../drawn.ts';
import type { PlatformRenderer, Rendering } from '../renderings.ts';

const BUTTON_FUNCTION = 'https://esafety.example/google-chat/events';
const rulesFor = (surface: RenderRules['surface']): RenderRules => ({ surface, buttonFunction: BUTTON_FUNCTION });

/** Google Chat: one message or several, a dialog, and the app's home page for the view that is one. */
export const renderOnGoogleChat: PlatformRenderer = {
  platform: 'google-chat',
  title: 'Google Chat',
  render(view) {
    const showable = describe(view);
    const cards = (surface: 'dialog' | 'home'): Rendering[] => {
      const rules = rulesFor(surface);
      const made =
        showable.kind === 'form'
          ? [renderForm(showable, rules)]
          : renderCardParts(showable, rules, (part) => makeParameters('press', 'view-case', { case: 'case-1' }, part));
      return made.map((payload) => ({ surface, kind: 'GoogleAppsCardV1Card', payload }));
    };
    const messages = isForReaderAlone(view) ? [] : makeMessages(showable, { buttonFunction: BUTTON_FUNCTION });
    return [
      ...messages.map((payload): Rendering => ({ surface: 'message', kind: 'Message', payload })),
      ...cards('dialog'),
      ...(showable.name === 'home' ? cards('home') : []),
    ];
  },
  draw: drawGoogleChat,
  read: (payload) => readTexts(draw('div', {}, drawGoogleChat(payload))),
};
