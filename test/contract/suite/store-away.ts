import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/store/embedded/start.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import type { OpenDriver } from '../driver.ts';
import { REPORT } from '../report-values.ts';
import type { Traits } from '../traits.ts';
import { referenceIn, useScene } from './scene.ts';
import { opensStep, takes } from './work.ts';

const TYPED = { ...REPORT, what: 'A long account that nobody wants to type again.', actionTaken: 'Kept her company.' };

const NEWS = { title: 'A new app', text: 'Whortleberrymark, typed at length.', group: 'office' };
const UNBLOCK = { address: 'https://whortle.example', purpose: 'Whortleberrymark in science.', until: '2026-11-20' };
const ASSESSED = { severity: 'significant', category: 'conduct', reason: 'Ninepence told two stories.' };

/** Nothing is lost and nothing is claimed while the database is away. */
export function describeStoreAway(open: OpenDriver, traits: Traits): void {
  describe('while the database is away', () => {
    const folder = makeTemporaryFolder();
    const settings = { dataDir: join(folder.path, 'data'), systemDir: inject('postgresSystemDir'), fsync: false };
    let server: EmbeddedPostgres;
    beforeAll(async () => {
      server = await startEmbeddedPostgres(settings);
    });
    const scene = useScene(open, () => ({ databaseUrl: server.url }));
    afterAll(async () => {
      await server.stop();
      folder.remove();
    });

    it('says NOT saved and whom to ring, keeps what was typed, and records it once afterwards', async () => {
      const form = await scene.driver.says('Tess', '/esafety report');
      const { root } = await scene.reportsAndPosts('Nia');
      const noteForm = await scene.driver.presses('Dana', root, 'Add note');
      const stepForm = await opensStep(scene, 'Dana', root, 'Assess');
      const newsForm = await scene.driver.says('Dana', '/esafety bulletin');
      const unblockForm = await scene.driver.says('Tess', '/esafety unblock');
      const before = await scene.countCases();
      await scene.sql.end({ timeout: 1 });
      await server.stop();
      const failed = await scene.driver.fills('Tess', form, TYPED);
      expect(failed.private).toBe(true);
      expect(failed.text).toContain('NOT saved');
      expect(failed.text).toContain('999');
      expect(failed.text).toContain('01632 960101');
      expect(failed.text).not.toContain('Recorded as');
      if (traits.formAgainWhenAway) expect(failed.values).toMatchObject(TYPED);
      for (const words of [TYPED.what, TYPED.actionTaken])
        expect([failed.text, ...Object.values(failed.values)].join('\n')).toContain(words);

      const note = await scene.driver.fills('Dana', noteForm, { note: 'Spoke to her mother.' });
      expect(note.text).toContain('NOT saved');
      expect([note.text, note.values.note ?? ''].join('\n')).toContain('Spoke to her mother.');
      const step = await scene.driver.fills('Dana', stepForm, ASSESSED);
      expect(step.text).toContain('NOT saved');
      expect(step.text).toContain('999');
      if (traits.formAgainWhenAway) expect(step.values).toMatchObject(ASSESSED);
      else for (const words of ['High: significant harm', ASSESSED.reason]) expect(step.text).toContain(words);
      const news = await scene.driver.fills('Dana', newsForm, NEWS);
      const unblock = await scene.driver.fills('Tess', unblockForm, UNBLOCK);
      for (const [shown, typed] of [
        [news, NEWS.text],
        [unblock, UNBLOCK.purpose],
      ] as const) {
        expect(shown.text).toContain('NOT saved');
        expect([shown.text, ...Object.values(shown.values)].join('\n')).toContain(typed);
      }
      const pressed = await scene.driver.presses('Dana', root, 'View detail');
      expect(pressed.text).toContain('999');
      const typed = await scene.driver.says('Olive', '/esafety report');
      expect(typed.text).toContain('999');
      expect(typed.text).toContain('NOT saved');

      server = await startEmbeddedPostgres({ ...settings, port: server.port });
      const again = failed.kind === 'form' ? failed : await scene.driver.says('Tess', '/esafety report');
      const receipt = await scene.driver.fills('Tess', again, failed.kind === 'form' ? {} : TYPED);
      const reference = referenceIn(receipt);
      expect((await scene.driver.redelivers()).text).toBe(receipt.text);
      await scene.driver.delivered();
      const retried = step.kind === 'form' ? step : await opensStep(scene, 'Dana', root, 'Assess');
      await takes(scene, 'Dana', retried, step.kind === 'form' ? {} : ASSESSED);
      await scene.driver.redelivers();
      await scene.driver.delivered();
      const [posted = root] = (await scene.driver.posted()).filter(({ text }) => text.includes('High'));
      expect((await scene.readsDetail('Dana', posted)).match(/Ninepence told two stories/g)).toHaveLength(1);
      const newsAgain = news.kind === 'form' ? news : await scene.driver.says('Dana', '/esafety bulletin');
      const sent = await scene.driver.fills('Dana', newsAgain, news.kind === 'form' ? {} : NEWS);
      expect((await scene.driver.redelivers()).text).toBe(sent.text);
      await scene.driver.delivered();
      const arrived = (await scene.driver.inbox('Olive')).filter(({ text }) => text.includes(NEWS.text));
      expect(arrived).toHaveLength(1);
      const askAgain = unblock.kind === 'form' ? unblock : await scene.driver.says('Tess', '/esafety unblock');
      const asked = await scene.driver.fills('Tess', askAgain, unblock.kind === 'form' ? {} : UNBLOCK);
      expect(asked.text).toContain('Saved.');
      const detail = await scene.readsDetail('Dana', await scene.rootOf(reference));
      expect(detail).toContain(TYPED.what);
      expect(detail).toContain(TYPED.actionTaken);
      const { program } = scene.driver.started;
      const lead = { personId: await scene.personId('Dana'), pupilCases: true };
      const log = await program.store.incidentLog('larkfield-demo', lead);
      expect(log.filter(({ entry }) => entry === 'recorded')).toHaveLength(before + 1);
      expect(scene.driver.logLines.join('\n')).not.toContain('A long account');
      expect(await scene.driver.seenInPlaces()).not.toContain('A long account');
    });
  });
}
