import { measureAcknowledgement } from './acknowledge.ts';
import { openDiscordDoor } from './doors/discord.ts';
import type { Door } from './doors/door.ts';
import { openGoogleChatDoor } from './doors/google-chat.ts';
import { openSlackDoor } from './doors/slack.ts';
import { openTeamsDoor } from './doors/teams.ts';
import { startLoadGenerator } from './load.ts';
import { measureOutbox } from './outbox.ts';
import { measureSearch } from './search.ts';
import { measureStart } from './start.ts';
import { startWorld, type World } from './world.ts';

const DOORS: Record<string, () => Promise<Door>> = {
  teams: openTeamsDoor,
  slack: openSlackDoor,
  'google-chat': openGoogleChatDoor,
  discord: openDiscordDoor,
};
const PARTS = [...Object.keys(DOORS), 'outbox', 'search', 'start'];

const words = process.argv.slice(2);
const quick = words.includes('--quick');
const chosen = words.filter((word) => word !== '--quick');
const unknown = chosen.filter((word) => !PARTS.includes(word));

if (unknown.length > 0) {
  console.error(`There is no part called ${unknown.join(', ')}. Parts: ${PARTS.join(', ')}; --quick for a first look.`);
  process.exitCode = 1;
} else await run(chosen.length > 0 ? chosen : PARTS);

async function run(parts: string[]): Promise<void> {
  const effort = quick
    ? { rounds: 1, requests: 800, messages: 2_000, starts: 1, cases: 2_000 }
    : { rounds: 5, requests: 1_500, messages: 10_000, starts: 5, cases: 20_000 };
  const load = startLoadGenerator();
  try {
    for (const [name, open] of Object.entries(DOORS)) {
      if (parts.includes(name))
        await withDoors([open], (world, [door]) => measureAcknowledgement(world, load, door as Door, effort));
    }
    if (parts.includes('outbox')) await withDoors([], (world) => measureOutbox(world, effort));
    if (parts.includes('search')) await withDoors([], (world) => measureSearch(world, effort));
    if (parts.includes('start'))
      await withDoors(Object.values(DOORS), (world, doors) => measureStart(world, load, doors, effort.starts));
  } finally {
    load.stop();
  }
}

/** Every part has a database server of its own, so that none inherits another's rows. */
async function withDoors(
  open: (() => Promise<Door>)[],
  work: (world: World, doors: Door[]) => Promise<void>,
): Promise<void> {
  const world = await startWorld();
  const doors = await Promise.all(open.map((each) => each()));
  try {
    await work(world, doors);
  } finally {
    for (const door of doors) await door.stop();
    await world.stop();
  }
}
