import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import { bodyText, readPdf } from '../exports/read-pdf.ts';
import { lastOf, openPlaygroundDesk, type PlaygroundDesk, readTexts } from '../support/playground-desk.ts';
import { fetchFile } from './fetch-file.ts';
import { BROWSER_PATH, launchBrowser, PlaygroundPage } from './playground-page.ts';

/** A picture as the page knows it. */
interface Decoded {
  naturalWidth: number;
  decode(): Promise<void>;
}

/** A week before the governors meet; whatever is reported now escalates on the next school day alone. */
const MORNING_OF_DIGEST = '2026-12-08T09:00:00Z';
/** What is asked of a new starter, and what of everybody. */
const DOCUMENTS = [
  'Code of conduct',
  'Acceptable use',
  'Child protection policy',
  'Behaviour policy',
  'KCSIE part one',
  'Online safety policy',
  'Data protection policy',
];
/** Those of them that say what the school may look at. */
const MONITORED = ['Acceptable use', 'Online safety policy'];
const DIGEST = 'Governors’ digest: Autumn term 2026';
const REPORTS: [count: number, category: string][] = [
  [6, 'content'],
  [5, 'contact'],
  [7, 'conduct'],
];

if (BROWSER_PATH === null) {
  it('says that no new starter and no governor used the page, because no browser is installed', () => {
    process.stderr.write(
      '\n*** The school year was NOT gone through in a browser: there is no Chromium at /usr/bin/chromium.\n' +
        '*** Install it ("apt-get install chromium"), or set CHROMIUM_PATH to a Chromium or Chrome, and run it again.\n\n',
    );
    // Without the page, these show the same.
    for (const name of ['core/training/reading', 'core/digests/school-digest', 'exports/digest-pdf'])
      expect(existsSync(join(projectRoot, 'test', `${name}.test.ts`))).toBe(true);
  });
} else {
  describe('the school year on the playground page', driveThePage);
}

function driveThePage(): void {
  let desk: PlaygroundDesk;
  let browser: Browser;
  let on: PlaygroundPage;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([openPlaygroundDesk(), launchBrowser()]);
    on = await PlaygroundPage.open(browser, desk.playground.url, desk.clock.now());
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });
  afterEach(() => expect(on.errors).toEqual([]));

  const dialog = (): Locator => on.dialog();
  const closeDialog = async (): Promise<void> => {
    await on.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  };
  const card = (title: string): Locator =>
    on.page.locator('#conversation .card', { has: on.page.getByRole('heading', { name: title }) }).last();
  /** The lines of a card that ask for a signature. */
  const toSign = (list: Locator): Locator => list.getByRole('button', { name: 'Read and sign' });

  describe('a new starter', () => {
    it('is sent her induction by itself and signs each document, having read what it says of monitoring', async () => {
      await desk.demo.started.runDue();
      await on.become('Nia Newstart');
      await on.openPlace('e-safety');
      const list = card('Welcome: your first reading and training');
      const all = DOCUMENTS.length + 2;
      await list.getByText(`Your induction: 0 of ${all} done`).waitFor();
      await on.picture('induction', list);
      await toSign(list).first().click();
      for (const [index, document] of DOCUMENTS.entries()) {
        await dialog().getByRole('button', { name: 'Sign', exact: true }).waitFor();
        const words = (await dialog().textContent()) ?? '';
        expect(words).toContain(document);
        expect(words.includes('What it says of monitoring'), document).toBe(MONITORED.includes(document));
        if (index === 0) await refuseUnsigned();
        await on.choose(dialog(), 'Your signature', 'I have read and understood it');
        if (index === 1) await on.picture('read-and-sign');
        await dialog().getByRole('button', { name: 'Sign', exact: true }).click();
        await dialog()
          .getByText(`Your induction: ${index + 1} of ${all} done`)
          .waitFor();
        expect(await toSign(dialog()).count()).toBe(DOCUMENTS.length - index - 1);
        if (index < DOCUMENTS.length - 1) await toSign(dialog()).first().click();
      }
      await on.picture('induction-signed');
      await closeDialog();
    });

    it('reads that nothing is left once the co-ordinator has recorded the training', async () => {
      await on.become('Dana Lead (DSL)');
      await on.say('/esafety training');
      for (const course of ['Online safety for new staff', 'Online safety update']) {
        await card('Your reading and training').getByRole('button', { name: 'How far everybody is' }).click();
        await dialog().getByRole('button', { name: 'Record training' }).click();
        await dialog().getByLabel('Which course or event?').selectOption({ label: course });
        const person = dialog().getByRole('combobox', { name: 'Who has done it?' });
        await person.fill('Nia');
        await dialog()
          .getByRole('option', { name: /Nia Newstart/ })
          .click();
        await dialog().getByRole('button', { name: 'Send' }).click();
        await dialog().getByText('It counts from now on.').waitFor();
        await closeDialog();
      }
      await on.become('Nia Newstart');
      await on.say('/esafety training');
      const list = card('Your reading and training');
      await list.getByText('All done').waitFor();
      await list.getByText('KCSIE part one, version September 2026').waitFor();
      await list.getByRole('button', { name: 'My certificate' }).waitFor();
      await on.picture('induction-done', list);
      const [row] = await desk.sql`select completed_on is not null as complete from inductions`;
      expect(row).toEqual({ complete: true });
    });
  });

  describe('a governor', () => {
    it('is sent nothing before the lead has approved the digest, which she gets with its figures a week before the meeting', async () => {
      desk.clock.set(MORNING_OF_DIGEST);
      for (const [count, category] of REPORTS)
        for (let each = 0; each < count; each += 1) await desk.report('Tess', { category });
      await desk.demo.started.runDue();
      await on.close();
      on = await PlaygroundPage.open(browser, desk.playground.url, desk.clock.now());
      await on.become('Dana Lead (DSL)');
      await on.openPlace('e-safety');
      const draft = card(DIGEST);
      await draft.getByText('Not sent yet').waitFor();
      expect(readTexts(lastOf(desk.personal('Cora')).cards[0])).not.toContain(DIGEST);
      await draft.getByRole('button', { name: 'Approve and send' }).click();
      await dialog().getByText('Cora Chair').waitFor();
      await dialog().getByLabel('A note to the governors').fill('Parents ask for a talk about games.');
      await on.picture('approve-digest');
      await dialog().getByRole('button', { name: 'Approve and send' }).click();
      await dialog().getByText('Who got it').waitFor();
      await closeDialog();
      await desk.delivered();
    });

    it('reads the figures in the chat, with their picture, and no case', async () => {
      await on.become('Cora Chair');
      await on.openPlace('e-safety');
      const digest = card(DIGEST);
      await digest.getByText('Parents ask for a talk about games.').waitFor();
      const words = (await digest.textContent()) ?? '';
      expect(words).toContain('Concerns recorded: 18');
      expect(words).toContain('Conduct: 7');
      expect(await on.page.locator('#conversation').textContent()).not.toMatch(/ES-2026|Robin|Tess/);
      const picture = digest.getByRole('img').first();
      expect(await picture.getAttribute('alt')).toContain('Conduct 7');
      const width = await picture.evaluate((image: Decoded) => image.decode().then(() => image.naturalWidth));
      expect(width).toBeGreaterThan(700);
      await on.picture('governors-digest', digest);
    });

    it('fetches the PDF with the code: two pages at most, with the same figures', async () => {
      await card(DIGEST).getByRole('button', { name: 'PDF' }).click();
      await dialog().getByRole('heading', { name: 'ready to fetch' }).first().waitFor();
      const { url, code } = await on.readFileLink();
      await closeDialog();
      const file = await fetchFile(browser, url, code);
      if (!file) throw new Error('no file came');
      mkdirSync(join(projectRoot, 'test-output'), { recursive: true });
      writeFileSync(join(projectRoot, 'test-output', 'governors-digest.pdf'), file);
      const printed = readPdf(file);
      expect(printed.pages.length).toBeLessThanOrEqual(2);
      const text = bodyText(printed).replaceAll(/\s+/g, ' ');
      for (const said of [
        DIGEST.slice(DIGEST.indexOf('Autumn')),
        'Parents ask for a talk about games.',
        'Online safety for new staff',
      ])
        expect(text).toContain(said);
      expect(text).not.toMatch(/ES-2026|Robin|Tess|Nia/);
      expect(await fetchFile(browser, url, code)).toBeNull();
    });
  });

  async function refuseUnsigned(): Promise<void> {
    await dialog().getByRole('button', { name: 'Sign', exact: true }).click();
    await dialog().getByText('Please answer: Your signature').waitFor();
  }
}
