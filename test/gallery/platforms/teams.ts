import { isForReaderAlone } from '../../../adapters/shared/without-story.ts';
import { makeDialog, makeMessage } from '../../../adapters/teams/message.ts';
import { describe } from '../../../cards/describe.ts';
import { readTeams } from '../read-teams.ts';
import type { PlatformRenderer, Rendering } from '../renderings.ts';

/** Teams: one message, and a dialog for whatever may be answered in one. */
export const renderOnTeams: PlatformRenderer = {
  platform: 'teams',
  title: 'Microsoft Teams',
  render(view) {
    const showable = describe(view);
    return [
      ...(isForReaderAlone(view)
        ? []
        : [{ surface: 'message', kind: 'activity', payload: makeMessage(showable) } satisfies Rendering]),
      { surface: 'dialog', kind: 'task-response', payload: makeDialog(showable) },
    ];
  },
  draw: () => null,
  read: readTeams,
};
