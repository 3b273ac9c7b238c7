import { describe, expect, it } from 'vitest';
import { escalateDue } from '../../../src/core/incidents/escalate.ts';
import type { Fault } from '../driver.ts';
import type { Scene } from './scene.ts';

/** How often the place and the lead on duty were told of a case. */
async function countTold(scene: Scene, reference: string): Promise<{ posted: number; alerted: number }> {
  const posted = (await scene.driver.posted()).filter(({ text }) => text.includes(reference)).length;
  return { posted, alerted: (await scene.toldOf('Dana', reference)).length };
}
async function waitMinutes(scene: Scene, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    scene.driver.clock.forwardMinutes(1);
    await scene.driver.delivered();
  }
}

/** What happens when the platform does not do as it is asked. */
export function describeFaults(scene: Scene): void {
  describe('messages that the platform does not take at once', () => {
    it.each<[string, Omit<Fault, 'calls'>, number]>([
      ['a 429 that asks for 90 seconds', { kind: 'rate-limited', retryAfterSeconds: 90 }, 3],
      ['a 5xx', { kind: 'server-error' }, 2],
    ])('leave later after %s, once', async (_, fault, minutes) => {
      const { reference } = await scene.reports('Tess', {}, () =>
        scene.driver.fault({ ...fault, calls: 'send', times: 2 }),
      );
      await scene.driver.delivered();
      const early = await countTold(scene, reference);
      expect(early.posted + early.alerted).toBeLessThan(2);
      if (fault.retryAfterSeconds) {
        await waitMinutes(scene, 1);
        expect(await countTold(scene, reference)).toEqual(early);
      }
      await waitMinutes(scene, minutes);
      expect(await countTold(scene, reference)).toEqual({ posted: 1, alerted: 1 });
      await waitMinutes(scene, 2);
      expect(await countTold(scene, reference)).toEqual({ posted: 1, alerted: 1 });
    });

    it('a member list that fails once is read again, and the case is posted', async () => {
      const { reference } = await scene.reports('Tess', {}, () =>
        scene.driver.fault({ kind: 'server-error', calls: 'members', times: 1 }),
      );
      await scene.driver.delivered();
      expect((await countTold(scene, reference)).posted).toBe(0);
      await waitMinutes(scene, 1);
      expect(await countTold(scene, reference)).toEqual({ posted: 1, alerted: 1 });
    });

    it('the platform’s failure never reaches the receipt: what is recorded is said to be', async () => {
      const before = await scene.countCases();
      const { receipt } = await scene.reports('Nia', {}, () =>
        scene.driver.fault({ kind: 'server-error', calls: 'members', times: 1 }),
      );
      expect(receipt.text).not.toContain('NOT saved');
      expect(await scene.countCases()).toBe(before + 1);
      await scene.driver.delivered();
      await waitMinutes(scene, 1);
    });
  });

  describe.each(['forbidden', 'not-found'] as const)('a place that answers "%s"', (kind) => {
    it('is told to the safeguarding lead, never passed over', async () => {
      const { reference } = await scene.reports('Tess', {}, () =>
        scene.driver.fault({ kind, calls: 'members', times: 3 }),
      );
      await scene.driver.delivered();
      await waitMinutes(scene, 3);
      expect((await scene.driver.posted()).filter(({ text }) => text.includes(reference))).toEqual([]);
      const stopped = (await scene.toldOf('Dana', reference)).at(-1);
      expect(stopped?.text).toContain(`${reference}: saved, not posted`);
    });

    it('a message that is refused for good is told in another way or to the next in line', async () => {
      const { reference } = await scene.reports('Tess', {}, () =>
        scene.driver.fault({ kind, calls: 'send', times: 2 }),
      );
      await scene.driver.delivered();
      await escalateDue(scene.driver.started.program.desk);
      await scene.driver.delivered();
      const told = [...(await scene.toldOf('Dana', reference)), ...(await scene.toldOf('Dev', reference))];
      expect(told.length).toBeGreaterThan(0);
      expect(told.every(({ buttons }) => buttons.includes('View detail'))).toBe(true);
    });
  });
}
