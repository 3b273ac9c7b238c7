import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import { bodyText, readPdf } from '../exports/read-pdf.ts';
import { openPlaygroundDesk, type PlaygroundDesk } from '../support/playground-desk.ts';
import { fetchFile } from './fetch-file.ts';
import { BROWSER_PATH, launchBrowser, PlaygroundPage } from './playground-page.ts';

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
const REPORTS: [count: number, category: string][] = [
  [9, 'content'],
  [7, 'contact'],
  [12, 'conduct'],
];

if (BROWSER_PATH === null) {
  it('says that no new starter and no governor used the page, because no browser is installed', () => {
    process.stderr.write(
      '\n*** The school year was NOT gone through in a browser: there is no Chromium at /usr/bin/chromium.\n' +
        '*** Install it ("apt-get install chromium"), or set CHROMIUM_PATH to a Chromium or Chrome, and run it again.\n\n',
    );
    expect(BROWSER_PATH).toBeNull();
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
    it('is sent her induction by itself, and signs each document, with what it says of monitoring', async () => {
      await desk.demo.started.runDue();
      await on.become('Nia Newstart');
      await on.openPlace('e-safety');
      const list = card('your first reading and training');
      await list.getByText(`0 of ${DOCUMENTS.length + 2} done`).waitFor();
      await on.picture('induction-card', list);
    });
  });
}
