import { type Envelope, makeInstallEvents, makeMembershipEvent, makeUninstallEvent } from './activities.ts';
import type { BotLink } from './bot-link.ts';
import type { Activity, PlaygroundPerson, PlaygroundTeam } from './types.ts';
import type { Place } from './world-state.ts';

/** Installs the app for every person and every team; throws when the bot refuses an event. */
export async function installEverywhere(envelope: Envelope, bot: BotLink): Promise<void> {
  const { state } = envelope;
  for (const person of state.world.people) {
    state.installedFor.add(person.id);
    await deliverAll(bot, makeInstallEvents(envelope, person, placeOfPerson(envelope, person)));
  }
  for (const team of state.teams) {
    state.installedFor.add(team.id);
    const place = placeOfTeam(team);
    await deliverAll(bot, makeInstallEvents(envelope, findInstaller(envelope, team), place));
  }
}

/** Takes the app away from one person or team; throws for an unknown id or when the bot refuses the event. */
export async function uninstall(envelope: Envelope, bot: BotLink, id: string): Promise<void> {
  const { state } = envelope;
  const person = state.findPerson(id);
  const team = state.teams.find((one) => one.id === id);
  if (!person && !team) throw new Error(`There is no person or team ${id} in the playground.`);
  state.installedFor.delete(person?.id ?? id);
  const event = person
    ? makeUninstallEvent(envelope, person, placeOfPerson(envelope, person))
    : team && makeUninstallEvent(envelope, findInstaller(envelope, team), placeOfTeam(team));
  if (event) await deliverAll(bot, [event]);
}

/** Changes a team's members and tells the bot who joined and who left; throws for an unknown team. */
export async function setTeamMembers(
  envelope: Envelope,
  bot: BotLink,
  teamId: string,
  memberIds: string[],
): Promise<void> {
  const { state } = envelope;
  const team = state.teams.find(({ id }) => id === teamId);
  if (!team) throw new Error(`There is no team ${teamId} in the playground.`);
  const before = team.memberIds;
  const installer = findInstaller(envelope, team);
  team.memberIds = [...memberIds];
  state.tell({ kind: 'members', teamId });
  if (!state.installedFor.has(team.id)) return;

  const place = placeOfTeam(team);
  const joined = describePeople(envelope, memberIds, before);
  const left = describePeople(envelope, before, memberIds);
  const events: Activity[] = [];
  if (joined.length > 0) events.push(makeMembershipEvent(envelope, installer, place, 'membersAdded', joined));
  if (left.length > 0) events.push(makeMembershipEvent(envelope, installer, place, 'membersRemoved', left));
  await deliverAll(bot, events);
}

async function deliverAll(bot: BotLink, activities: Activity[]): Promise<void> {
  for (const activity of activities) {
    const { status } = await bot.deliver(activity);
    if (status === 0) throw new Error('The bot could not be reached: check botUrl and that the bot is running.');
    if (status >= 300) throw new Error(`The bot answered ${status} to the ${activity.type} event.`);
  }
}

function placeOfPerson(envelope: Envelope, person: PlaygroundPerson): Place {
  return { kind: 'personal', id: envelope.state.personalIdOf(person), person };
}

function placeOfTeam(team: PlaygroundTeam): Place {
  const [channel] = team.channels;
  if (!channel) throw new Error(`Team ${team.name} has no channel.`);
  return { kind: 'channel', id: channel.id, team, channel };
}

/** Teams names the person who added the app; here it is the team's first member. */
function findInstaller(envelope: Envelope, team: PlaygroundTeam): PlaygroundPerson {
  const { people } = envelope.state.world;
  const installer = people.find(({ id }) => id === team.memberIds[0]) ?? people[0];
  if (!installer) throw new Error('The playground needs at least one person.');
  return installer;
}

function describePeople(envelope: Envelope, ids: string[], without: string[]): { id: string; aadObjectId: string }[] {
  return ids
    .filter((id) => !without.includes(id))
    .map((id) => envelope.state.findPerson(id))
    .filter((person) => person !== undefined)
    .map(({ id, aadObjectId }) => ({ id, aadObjectId }));
}
