import { isForReaderAlone } from '../../../adapters/shared/without-story.ts';
import { renderHome, renderMessage, renderModal } from '../../../adapters/slack/render.ts';
import { describe } from '../../../cards/describe.ts';
import { drawSlack } from '../draw-slack.ts';
import { draw, readTexts } from '../drawn.ts';
import type { PlatformRenderer, Rendering } from '../renderings.ts';

/** Slack: a message, a modal, and the app's home page for the view that is one. A case's detail is never a message there. */
export const renderOnSlack: PlatformRenderer = {
  platform: 'slack',
  title: 'Slack',
  render(view) {
    const showable = describe(view);
    const message = (): Rendering => ({ surface: 'message', kind: 'message', payload: renderMessage(showable) });
    return [
      ...(isForReaderAlone(view) ? [] : [message()]),
      { surface: 'dialog', kind: 'modal', payload: renderModal(showable) },
      ...(showable.kind === 'card' && view.name === 'home'
        ? [{ surface: 'home', kind: 'home', payload: renderHome(showable) } satisfies Rendering]
        : []),
    ];
  },
  draw: drawSlack,
  read: (payload) => readTexts(draw('div', {}, drawSlack(payload))),
};
