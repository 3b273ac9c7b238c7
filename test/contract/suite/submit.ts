import { describe, expect, it } from 'vitest';
import { REPORT } from '../report-values.ts';
import { referenceIn, type Scene } from './scene.ts';

/** What Send does: a wrong form comes back with everything typed, a right one is recorded before anything says so. */
export function describeSubmit(scene: Scene): void {
  describe('sending the form', () => {
    it('[W03] answers with the reference in place of the form, and leaves no word of it in the chat', async () => {
      const form = await scene.driver.says('Tess', '/esafety report');
      const receipt = await scene.driver.fills('Tess', form, { ...REPORT, what: 'Wolpertingermark fell.' });
      const reference = referenceIn(receipt);
      expect(reference).toMatch(/^ES-2026-\d{4}$/);
      expect(receipt).toMatchObject({ kind: 'card', private: true, fields: [] });
      expect(receipt.text).toContain('Designated safeguarding lead');
      expect(await scene.sql`select 1 from cases where reference = ${reference}`).toHaveLength(1);
      const chat = JSON.stringify(await scene.driver.inbox('Tess'));
      expect(chat).not.toContain('Wolpertingermark');
    });

    it('shows the same form again with what to look at beside each field, and records it once it is right', async () => {
      const before = await scene.countCases();
      const form = await scene.driver.says('Tess', '/esafety report');
      const wrong = { ...REPORT, what: 'Typed with care,\nin two lines.', adult: 'unsure', date: '2099-01-01' };
      const again = await scene.driver.fills('Tess', form, wrong);
      expect(again).toMatchObject({ kind: 'form', private: true });
      expect(again.errors.date).toContain('This date is in the future');
      expect(again.values).toMatchObject(wrong);
      expect(await scene.countCases()).toBe(before);

      const still = await scene.driver.fills('Tess', again, { date: '2026-11-10' });
      expect(still.errors.adultPerson).toContain('Please choose the person');
      expect(Object.keys(still.errors)).toEqual(['adultPerson']);
      const reference = referenceIn(await scene.driver.fills('Tess', still, { adult: 'no' }));
      expect(await scene.countCases()).toBe(before + 1);
      await scene.driver.delivered();
      const detail = await scene.readsDetail('Dana', await scene.rootOf(reference));
      expect(detail).toContain('Typed with care,');
      expect(detail).toContain('in two lines.');
    });

    it('says nothing while the record waits for its commit', async () => {
      const form = await scene.driver.says('Tess', '/esafety report');
      let answered = false;
      const sent = await scene.sql.begin(async (tx) => {
        await tx`lock table cases in share mode`;
        const sending = scene.driver.fills('Tess', form, REPORT).then((shown) => {
          answered = true;
          return shown;
        });
        for (let waiting = 0; waiting === 0; ) {
          const [row] = await tx<
            { count: number }[]
          >`select count(*)::int as count from pg_locks where not granted and relation = 'cases'::regclass`;
          waiting = row?.count ?? 0;
        }
        expect(answered).toBe(false);
        return { sending };
      });
      referenceIn(await sent.sending);
    });

    it('two submits that race make one case', async () => {
      const before = await scene.countCases();
      const form = await scene.driver.says('Tess', '/esafety report');
      const receipts = await Promise.all([1, 2].map(() => scene.driver.fills('Tess', form, REPORT)));
      expect(new Set(receipts.map(referenceIn)).size).toBe(1);
      expect(await scene.countCases()).toBe(before + 1);
    });

    it('a second delivery answers the same and changes nothing', async () => {
      const { reference, receipt } = await scene.reports('Tess');
      const before = await scene.countCases();
      expect((await scene.driver.redelivers()).text).toBe(receipt.text);
      expect((await scene.driver.redelivers()).text).toBe(receipt.text);
      expect(await scene.countCases()).toBe(before);
      await scene.driver.delivered();
      expect((await scene.driver.posted()).filter(({ text }) => text.includes(reference))).toHaveLength(1);
      expect(await scene.toldOf('Dana', reference)).toHaveLength(1);
    });

    it('a command that is delivered twice acts once', async () => {
      const form = await scene.driver.says('Olive', '/esafety report');
      const before = (await scene.driver.inbox('Olive')).length;
      const again = await scene.driver.redelivers();
      // A platform that waits for an answer may be given the same form; nobody gets a second message.
      if (again.kind === 'form') expect(again.values).toEqual(form.values);
      else expect(again.kind).toBe('nothing');
      expect(await scene.driver.inbox('Olive')).toHaveLength(before);
      referenceIn(await scene.driver.fills('Olive', form, REPORT));
    });

    it('the bot does not answer itself', async () => {
      await scene.reportsAndPosts('Tess');
      const state = async () => [
        await scene.countCases(),
        scene.driver.sends(),
        (await scene.driver.inbox('Dana')).length,
      ];
      const before = await state();
      await scene.driver.echoesOwnMessage();
      await scene.driver.delivered();
      expect(await state()).toEqual(before);
    });
  });
}
