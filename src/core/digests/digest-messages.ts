import type { ComposeTold } from '../messages/told.ts';
import { digestView, maySee } from './show-digest.ts';

/** How messages about governors’ digests are composed. */
export const digestMessages = {
  digest: (async ({ desk, profile, person, roles }, { digestId }) => {
    const digest = await desk.store.digests.find(profile.id, digestId);
    return digest && maySee(profile, person, digest) ? digestView(desk, profile, digest, roles) : null;
  }) satisfies ComposeTold<'digest'>,
};
