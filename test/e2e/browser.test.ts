import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPlaygroundDesk, type PlaygroundDesk } from '../support/playground-desk.ts';
import { BROWSER_PATH, launchBrowser, PlaygroundPage } from './playground-page.ts';

const ACCOUNT =
  'Robin showed me a message on her tablet after lunch. It said that nobody in the class wants to sit with her.';
const NOTE = 'Spoke with Robin and her mother. They meet the class teacher on Thursday.';

if (BROWSER_PATH === null) {
  it('says that the playground page was not driven, because no browser is installed', () => {
    process.stderr.write(
      '\n*** The browser tests were NOT run: there is no Chromium at /usr/bin/chromium.\n' +
        '*** Install it ("apt-get install chromium"), or set CHROMIUM_PATH to a Chromium or Chrome, and run them again.\n\n',
    );
    for (const name of ['report', 'dialogs', 'case', 'routes', 'places', 'outbox', 'privacy', 'database-away'])
      expect(existsSync(join(import.meta.dirname, `teams-${name}.test.ts`))).toBe(true);
  });
} else {
  describe('the playground page', driveThePage);
}

function driveThePage(): void {
  let desk: PlaygroundDesk;
  let browser: Browser;
  let on: PlaygroundPage;
  let reference = '';

  beforeAll(async () => {
    [desk, browser] = await Promise.all([openPlaygroundDesk(), launchBrowser()]);
    on = await PlaygroundPage.open(browser, desk.playground.url, desk.clock.now());
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });
  afterEach(() => expect(on.errors).toEqual([]));

  const fillIn = async (form: Locator): Promise<void> => {
    await on.choose(form, 'About an adult', 'No');
    await form.getByLabel('What happened?').fill(ACCOUNT);
    await on.choose(form, 'What is it nearest to?', 'bullying');
    await form.getByLabel('Who is involved?').fill('Robin Invented, 4 Oak');
    await form.getByLabel('Time, if you know it').fill('09:40');
    await on.choose(form, 'Where?', 'In school');
    await on.choose(form, 'Is anyone in danger right now?', 'No');
  };
  const waitForReceipt = async (form: Locator): Promise<string> => {
    const heading = form.getByRole('heading', { name: /Recorded as ES-2026-\d{4}/ });
    await heading.waitFor();
    return /ES-2026-\d{4}/.exec((await heading.textContent()) ?? '')?.[0] ?? '';
  };

  it('a teacher types the command, leaves a question out, is told beside it, and keeps what is typed', async () => {
    await on.say('/esafety report');
    const form = on.lastCard();
    await form.getByRole('heading', { name: 'Report a concern' }).waitFor();
    await on.picture('report-form');
    await fillIn(form);
    const what = form.getByLabel('What happened?');
    await what.fill('');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('Please answer: What happened?').waitFor();
    expect(await what.getAttribute('aria-invalid')).toBe('true');
    expect(await form.getByLabel('Who is involved?').inputValue()).toBe('Robin Invented, 4 Oak');
    expect(await desk.sql`select 1 from cases`).toHaveLength(0);
  });

  it('a teacher sends the form and reads the reference in its place', async () => {
    const form = on.lastCard();
    await form.getByLabel('What happened?').fill(ACCOUNT);
    await form.getByRole('button', { name: 'Send' }).click();
    reference = await waitForReceipt(on.lastCard());
    expect(await on.page.locator('#conversation').textContent()).not.toContain('Robin');
    await on.picture('receipt');
  });

  it('the DSL finds the thread in the case channel and acknowledges it', async () => {
    await desk.delivered();
    await on.become('Dana Lead (DSL)');
    await on.openPlace('Cases');
    const thread = on.page.locator('article.post').last();
    await thread.getByRole('heading', { name: `Case ${reference}` }).waitFor();
    await thread.getByRole('button', { name: 'Acknowledge' }).click();
    await thread.getByText('Acknowledged: Dana Lead (DSL)').waitFor();
    await desk.delivered();
    expect(await thread.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
  });

  it('the DSL opens the detail in a dialog that only she sees', async () => {
    const thread = on.page.locator('article.post').last();
    await thread.getByRole('button', { name: 'View detail' }).click();
    await on.dialog().getByText(ACCOUNT).waitFor();
    await on.picture('case-detail');
    await on.page.keyboard.press('Escape');
    await on.dialog().waitFor({ state: 'hidden' });
    expect(await on.page.locator('#conversation').textContent()).not.toContain('Robin');
  });

  it('the DSL adds a note, and the thread says that there is one', async () => {
    const thread = on.page.locator('article.post').last();
    await thread.getByRole('button', { name: 'Add note' }).click();
    await on.dialog().getByLabel('Your note').fill(NOTE);
    await on.dialog().getByRole('button', { name: 'Send' }).click();
    await on.dialog().getByText('It is part of the case.').waitFor();
    await on.page.keyboard.press('Escape');
    await on.dialog().waitFor({ state: 'hidden' });
    await desk.delivered();
    await thread.locator('.replies-toggle').click();
    await thread.getByText(`${reference}: note added`).waitFor();
    expect(await on.page.locator('#conversation').textContent()).not.toContain('Spoke with');
    await on.picture('case-thread', thread);
  });

  it('the dark theme shows the thread', async () => {
    const dark = await PlaygroundPage.open(browser, desk.playground.url, desk.clock.now(), { colorScheme: 'dark' });
    await dark.become('Dana Lead (DSL)');
    await dark.openPlace('Cases');
    const thread = dark.page.locator('article.post', { hasText: reference }).last();
    await thread.locator('.replies-toggle').click();
    await thread.getByText(`${reference}: note added`).waitFor();
    await dark.picture('dark-thread', thread);
    expect(await dark.page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(dark.errors).toEqual([]);
    await dark.close();
  });

  it('the teacher reads that somebody has seen it', async () => {
    await on.become('Tess Teacher');
    await on.page.getByRole('heading', { name: `${reference}: seen by a person` }).waitFor();
  });

  it('the menu of the compose box opens the form in a dialog, and the keyboard alone is enough for it', async () => {
    const box = on.page.locator('.conversation-foot .compose-field');
    const { keyboard } = on.page;
    const dialog = on.dialog();
    await on.tabTo(box);
    await keyboard.type('/report a');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await dialog.getByLabel('What happened?').waitFor();
    const pick = async (question: string, steps: number): Promise<void> => {
      await on.tabTo(dialog.getByRole('radiogroup', { name: question }).getByRole('radio'));
      await keyboard.press('Space');
      for (let step = 0; step < steps; step += 1) await keyboard.press('ArrowDown');
    };
    await pick('About an adult', 1);
    await on.tabTo(dialog.getByLabel('What happened?'));
    await keyboard.type('Typed without a mouse.');
    await pick('What is it nearest to?', 2);
    await pick('Is anyone in danger right now?', 1);
    await on.tabTo(dialog.getByRole('button', { name: 'Send' }));
    await keyboard.press('Enter');
    const second = await waitForReceipt(dialog);
    expect(second).not.toBe(reference);
    const record = await desk.viewCopied('Dana', await desk.caseIdOf(second));
    expect(JSON.stringify(record)).toContain('Typed without a mouse.');
    await keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('the action on a message opens the form with its words', async () => {
    await desk.as('Nia').say({ conversation: '19:all-staff-general@thread.tacv2', text: 'Please look at this post' });
    await on.openPlace('General');
    const post = on.page.locator('article.post').last();
    await post.hover();
    await post.getByRole('button', { name: /More actions on the message of Nia/ }).click();
    await on.page.getByRole('menuitem', { name: 'Report this message' }).click();
    const what = on.dialog().getByLabel('What happened?');
    await what.waitFor();
    expect(await what.inputValue()).toBe('Please look at this post');
    await on.page.keyboard.press('Escape');
  });

  it('the administrator sees no case and is told where to set up', async () => {
    await on.become('Ada Admin');
    expect(await on.page.locator('#sidebar').textContent()).not.toContain('Cases');
    await on.openPlace('e-safety');
    await on.say('/esafety setup');
    await on.page.getByText('Please do this in the case channel').waitFor();
    expect(await on.page.locator('#conversation').textContent()).not.toContain('ES-2026');
  });

  it('a phone shows the form without scrolling sideways', async () => {
    const phone = await PlaygroundPage.open(browser, desk.playground.url, desk.clock.now(), {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      deviceScaleFactor: 2,
    });
    await phone.say('/esafety report');
    await phone.lastCard().getByRole('heading', { name: 'Report a concern' }).waitFor();
    await phone.picture('phone-report');
    const wide = await phone.page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(wide).toBe(false);
    expect((await phone.lastCard().boundingBox())?.width).toBeLessThanOrEqual(390);
    await phone.choose(phone.lastCard(), 'About an adult', 'No');
    expect(phone.errors).toEqual([]);
    await phone.close();
  });
}
