import type { Desk } from './desk.ts';
import { type Identity, rolesOf } from './identify.ts';
import { listMyReports } from './incidents/my-reports.ts';
import { listMyTasks } from './incidents/own-tasks.ts';
import { listCases } from './incidents/show-cases.ts';
import { type Reply, show } from './replies.ts';
import { headingOf, sharedContacts } from './schools.ts';

/** Shows the bot's own page: what the person reported, and what is open for those who work cases. */
export async function showHome(desk: Desk, identity: Identity): Promise<Reply> {
  const profiles = identity.seats.map((seat) => seat.profile);
  const [only] = profiles;
  const openCases = await listCases(desk, identity, 'open');
  const worksCases = identity.seats.some(({ viewer }) => viewer.pupilCases) || openCases.cases.length > 0;
  return show({
    name: 'home',
    school: profiles.length === 1 && only ? headingOf(only) : null,
    roles: rolesOf(identity),
    reports: await listMyReports(desk, identity),
    openCases: worksCases ? openCases : null,
    openTasks: (await listMyTasks(desk, identity)).length,
    contacts: sharedContacts(profiles),
  });
}
