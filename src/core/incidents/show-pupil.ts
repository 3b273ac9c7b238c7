import type { Desk } from '../desk.ts';
import type { InboundEvent } from '../events.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';
import { headingOf } from '../schools.ts';
import { idIn } from './case-of-event.ts';
import { listed } from './show-cases.ts';

/** Shows a pupil's chronology across the cases the reader may know of; missing and forbidden are answered alike. */
export async function showPupil(
  desk: Desk,
  identity: Identity,
  { data }: Pick<Extract<InboundEvent, { kind: 'press' }>, 'data'>,
): Promise<Reply> {
  const subjectId = idIn(data, 'subject');
  const at = desk.clock.now();
  const before = data.before ?? null;
  for (const { profile, viewer } of subjectId ? identity.seats : []) {
    const page = await desk.store.pupilPage(profile.id, subjectId, viewer, { at, before });
    if (!page) continue;
    const nameOf = (personId: string | null): Promise<string> | string =>
      personId === null ? 'e-safety' : desk.staff.nameOf(profile.id, personId);
    return show({
      name: 'pupil',
      school: headingOf(profile),
      subjectId,
      pupil: page.name,
      cases: await Promise.all(page.cases.map((item) => listed(desk, item, at))),
      entries: await Promise.all(
        page.entries.map(async ({ at: entryAt, reference, actorId, entry, facts, text }) => ({
          at: entryAt.toISOString(),
          reference,
          actor: await nameOf(actorId),
          entry,
          facts,
          text,
        })),
      ),
      newest: before === null,
      older: page.older === null ? null : { subject: subjectId, before: page.older },
    });
  }
  return show({ name: 'notice', notice: 'no-such-case' });
}
