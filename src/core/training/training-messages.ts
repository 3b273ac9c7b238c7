import type { ComposeTold } from '../messages/told.ts';
import { hasMissing, readOwnList } from './own-list.ts';
import { readBoard } from './training-board.ts';
import { holdsRight } from './training-rights.ts';

/** How messages about reading and training are composed. */
export const trainingMessages = {
  'own-list': (async ({ desk, profile, person, roles }, { why }) => {
    const view = await readOwnList(desk, profile, person, roles, why);
    return hasMissing(view) ? view : null;
  }) satisfies ComposeTold<'own-list'>,
  'people-behind': (async ({ desk, profile, person, roles }) => {
    if (!holdsRight(roles, 'names')) return null;
    const view = await readBoard(desk, profile, roles, true);
    if (!view.behind || view.behind.length === 0) return null;
    await desk.store.training.noteNamesShown(profile.id, { by: person.personId, at: desk.clock.now() });
    return view;
  }) satisfies ComposeTold<'people-behind'>,
};
