import { describe, expect, it } from 'vitest';
import type { Who } from '../driver.ts';
import { DISCORD, DISCORD_GATEWAY, GOOGLE_CHAT, GOOGLE_CHAT_ADD_ON, SLACK, TEAMS } from '../drivers.ts';
import { useScene } from '../suite/scene.ts';
import { SCHOOL_DAY, STORY_WORDS } from './story.ts';
import { Storyteller } from './tell.ts';

const EVERYBODY: Who[] = ['Tess', 'Dana', 'Dev', 'Hope', 'Ike', 'Cora', 'Olive', 'Nia', 'Ada'];

describe.each([TEAMS, SLACK, GOOGLE_CHAT, GOOGLE_CHAT_ADD_ON, DISCORD, DISCORD_GATEWAY])(
  'a school day on $name',
  ({ open }) => {
    const scene = useScene(open);

    it('goes as the story tells it', async () => {
      const teller = new Storyteller(scene);
      for (const [index, step] of SCHOOL_DAY.entries()) {
        try {
          await teller.play(step);
        } catch (error) {
          if (error instanceof Error) error.message = `step ${index + 1}, ${JSON.stringify(step)}: ${error.message}`;
          throw error;
        }
      }
      expect(await scene.countCases()).toBe(SCHOOL_DAY.filter((step) => 'reports' in step).length);
    });

    it('leaves nothing of the stories in any place, message, notification, table or log line', async () => {
      const all = [
        await scene.driver.seenInPlaces(),
        await scene.dumpTables(),
        ...scene.driver.logLines,
        ...(await Promise.all(EVERYBODY.map(async (who) => JSON.stringify(await scene.driver.inbox(who))))),
      ].join('\n');
      expect(STORY_WORDS.filter((words) => all.includes(words))).toEqual([]);
    });
  },
);
