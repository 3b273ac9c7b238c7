import { describe, expect, it } from 'vitest';
import type { Attack } from '../driver.ts';
import type { Traits } from '../traits.ts';
import type { Scene } from './scene.ts';

const ATTACKS: Attack[] = ['forged', 'unsigned', 'stale', 'wrong-audience', 'other-body', 'replayed'];

/** Requests that do not come from the platform, or not for the first time. */
export function describeAttacks(scene: Scene, traits: Traits): void {
  describe('a request that is not what the platform sent', () => {
    it.each(ATTACKS)('%s: is refused or changes nothing', async (attack) => {
      await scene.reportsAndPosts('Tess');
      const before = await scene.countCases();
      const audit = await scene.sql`select count(*)::int as count from audit_entries`;
      const status = await scene.driver.attacks(attack);
      expect(status === null).toBe(traits.impossibleAttacks.includes(attack));
      // What comes a second time may be answered like the first; everything else is turned away at the door.
      if (status !== null && attack !== 'replayed') expect([400, 401, 403]).toContain(status);
      await scene.driver.delivered();
      expect(await scene.countCases()).toBe(before);
      expect(await scene.sql`select count(*)::int as count from audit_entries`).toEqual(audit);
      expect(scene.driver.logLines.join('\n')).not.toContain(scene.driver.attackText);
    });

    it('nothing of it is kept, and the next person is served', async () => {
      const before = await scene.countCases();
      await scene.reports('Olive');
      expect(await scene.countCases()).toBe(before + 1);
      expect(JSON.stringify(await scene.driver.inbox('Tess'))).not.toContain(scene.driver.attackText);
    });
  });
}
