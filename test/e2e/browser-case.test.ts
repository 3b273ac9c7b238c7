import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bodyText, readPdf } from '../exports/read-pdf.ts';
import { openPlaygroundDesk, type PlaygroundDesk } from '../support/playground-desk.ts';
import { fetchFile } from './fetch-file.ts';
import { BROWSER_PATH, launchBrowser, PlaygroundPage } from './playground-page.ts';

const STORY = 'Casimir Invented found a chat room with strangers.';

describe.runIf(BROWSER_PATH !== null)('a case of the playground, from the report to the file', () => {
  let desk: PlaygroundDesk;
  let browser: Browser;
  let on: PlaygroundPage;
  let reference = '';

  beforeAll(async () => {
    [desk, browser] = await Promise.all([openPlaygroundDesk(), launchBrowser()]);
    on = await PlaygroundPage.open(browser, desk.playground.url, desk.clock.now());
    const values = { what: STORY, category: 'contact', type: 'filter_failure', who: 'Casimir Invented, Year 4' };
    const device = { urls: 'https://strangers.example/room', device: 'Laptop 14' };
    ({ reference } = await desk.report('Tess', { ...values, ...device }));
    await desk.delivered();
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });
  afterEach(() => expect(on.errors).toEqual([]));

  const thread = (): Locator => on.page.locator('article.post', { hasText: reference }).last();
  const dialog = (): Locator => on.dialog();
  const closeDialog = async (): Promise<void> => {
    await on.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await desk.delivered();
  };
  const openWork = async (): Promise<void> => {
    await thread().getByRole('button', { name: 'Next step' }).click();
    await dialog()
      .getByRole('heading', { name: `Case ${reference}: next step` })
      .waitFor();
  };
  const send = async (label = 'Send'): Promise<void> => {
    await dialog().getByRole('button', { name: label }).click();
    await dialog().getByText('Saved', { exact: true }).waitFor();
  };
  /** The line of a checklist or task list that holds these words. */
  const line = (words: string): Locator => dialog().locator('.ac-columnSet', { hasText: words }).last();

  it('the lead acknowledges and opens what comes next, for her alone', async () => {
    await on.become('Dana Lead (DSL)');
    await on.openPlace('Cases');
    await thread().getByRole('button', { name: 'Acknowledge' }).click();
    await thread().getByText('Acknowledged: Dana Lead (DSL)').waitFor();
    await desk.delivered();
    await openWork();
    await dialog().getByText('Log the incident').waitFor();
    await on.picture('case-work');
  });

  it('she assesses it', async () => {
    await dialog().getByRole('button', { name: 'Assess' }).click();
    await on.choose(dialog(), 'How grave is it?', 'to be looked into');
    await dialog().getByLabel('Why?').fill('Seen for a minute; nobody wrote back.');
    await on.picture('assess-form');
    await send();
    await closeDialog();
    await thread().getByText('Being assessed').waitFor();
    expect(await on.page.locator('#conversation').textContent()).not.toMatch(/Casimir|Seen for a minute|strangers/);
  });

  it('the computing lead and the head open their task and do it, seeing nothing else', async () => {
    await on.become('Ike Computing (ICT lead)');
    await on.openPlace('e-safety');
    await on.lastCard().getByRole('button', { name: 'I am on it' }).click();
    await dialog().getByText('strangers[.]example').waitFor();
    expect(await dialog().textContent()).not.toMatch(/Casimir|chat room/);
    await on.picture('task');
    await dialog().getByRole('button', { name: 'Done' }).click();
    await on.choose(dialog(), 'How does it stand?', 'Done');
    await dialog().getByLabel('What was done').fill('Blocked on 10 November, ticket 4711.');
    await dialog().getByRole('button', { name: 'Send' }).click();
    await dialog().getByText('Saved. Thank you').waitFor();
    await closeDialog();
    await on.become('Hope Head');
    await on.openPlace('e-safety');
    await on.page
      .locator('#conversation .card', { hasText: 'web filter' })
      .getByRole('button', { name: 'I am on it' })
      .click();
    await dialog().getByText('strangers[.]example').waitFor();
    await dialog().getByRole('button', { name: 'Done' }).click();
    await dialog().getByLabel('What was done').fill('Told the computing lead to keep watching.');
    // The head may know of the case, and goes on in it.
    await send();
    await closeDialog();
  });

  it('the gate refuses to close while steps wait', async () => {
    await on.become('Dana Lead (DSL)');
    await on.openPlace('Cases');
    await openWork();
    // Both have opened their task, so that step has ticked itself.
    expect(await dialog().textContent()).toMatch(/Tell the ICT lead and the head[\s\S]*by itself/);
    await dialog().getByRole('button', { name: 'Close case' }).click();
    await dialog().getByText('Not ready to close').waitFor();
    await dialog().getByText('Checklist: Evaluate how it got through').waitFor();
    await fillClosing();
    await dialog().getByRole('button', { name: 'Close the case' }).click();
    await dialog().getByText('It cannot be closed yet.').waitFor();
    await on.picture('close-gate');
    await closeDialog();
    await thread().getByText('Being assessed').waitFor();
  });

  it.each([
    ['Note the address', {}],
    ['Ask the filter', { 'Which reference or ticket?': 'Ticket 4711' }],
    ['Talk with the pupil', { 'Who talked with whom?': 'The form tutor with the pupil' }],
    ['Tell the parents', { 'Who told them, or why not?': 'The DSL, by telephone' }],
    ['Evaluate how', { 'What did you find?': 'A new site that no list had yet.' }],
  ])('she settles a step of the checklist: %s', async (step, notes) => {
    await openWork();
    await line(step).getByRole('button', { name: 'Settle' }).click();
    await on.choose(dialog(), 'How does it stand?', 'Done');
    if (step.includes('parents')) await on.choose(dialog(), 'Do the parents know?', 'Yes, they were told');
    for (const [label, note] of Object.entries(notes)) await dialog().getByLabel(label).fill(note);
    await send();
    await closeDialog();
  });

  it('she refers it: first to whom, then what that agency asks for', async () => {
    await openWork();
    await dialog().getByRole('button', { name: 'Refer' }).click();
    await dialog().getByLabel('To whom?').selectOption({ label: 'CEOP, online child sexual abuse' });
    await dialog().getByRole('button', { name: 'Next' }).click();
    await dialog().getByLabel('Whom did you speak with?').fill('Online form');
    await dialog().getByLabel('What did you pass on?').fill('The address and how it was found.');
    await dialog().getByLabel('Why, and on what basis?').fill('Strangers write to children there.');
    await send();
    await closeDialog();
    await thread().getByText('Status: Referred').waitFor();
  });

  it('the gate lets it through, and the reporter is told', async () => {
    await openWork();
    await dialog().getByRole('button', { name: 'Close case' }).click();
    await fillClosing();
    await send('Close the case');
    await closeDialog();
    await thread().getByText('Status: Closed').waitFor();
    expect(await on.page.locator('#conversation').textContent()).not.toMatch(/Casimir|strangers|Ticket|Online form/);
    await on.picture('case-closed', thread());
    await on.become('Tess Teacher');
    await on.openPlace('e-safety');
    await on.page.getByRole('heading', { name: `${reference}: closed` }).waitFor();
    expect(await on.lastCard().textContent()).not.toMatch(/filter|Dana|referred/i);
  });

  it('the file opens once, with the code, and tells the whole case', async () => {
    await on.become('Dana Lead (DSL)');
    await on.openPlace('Cases');
    await openWork();
    await dialog().getByRole('button', { name: 'Export' }).click();
    await dialog().getByLabel('For whom is it?').fill('Police');
    await dialog().getByLabel('Why, and on what basis?').fill('They asked for it in writing.');
    await dialog().getByRole('button', { name: 'Send' }).click();
    await dialog().getByText('ready to fetch').first().waitFor();
    await on.picture('export-ready');
    const { url, code } = await on.readFileLink();
    expect(url).toContain('/download?t=');
    await closeDialog();
    const file = await fetchFile(browser, url, code);
    expect(await fetchFile(browser, url, code)).toBeNull();
    if (!file) throw new Error('no file came');
    const printed = readPdf(file);
    const text = bodyText(printed);
    for (const said of [
      STORY,
      'hxxps://strangers[.]example/room',
      'Seen for a minute; nobody wrote back.',
      'CEOP, online child sexual abuse',
      'The address and how it was found.',
      'Strangers write to children there.',
      'Filter or settings changed',
      'The address is blocked and nobody wrote back.',
      'They asked for it in writing.',
    ])
      expect(text).toContain(said);
    printed.pages.forEach((lines, index) => {
      const page = lines.map((line) => line.text).join(' ');
      for (const said of [
        `Case file ${reference}`,
        'OFFICIAL-SENSITIVE',
        `Page ${index + 1} of ${printed.pages.length}`,
      ])
        expect(page).toContain(said);
    });
  });

  async function fillClosing(): Promise<void> {
    await dialog().getByLabel('How did it end?').selectOption({ label: 'Filter or settings changed' });
    await dialog().getByLabel('Why this outcome?').fill('The address is blocked and nobody wrote back.');
    const notReferred = dialog().getByLabel('Why was it not referred to any agency?');
    if ((await notReferred.count()) > 0) await notReferred.fill('Nothing an agency could act on.');
    await on.choose(dialog(), 'Do the parents or carers know?', 'Yes, they were told');
    await dialog()
      .getByLabel('What would you do again, or otherwise?')
      .fill('Ask for the category to be blocked sooner.');
  }
});
