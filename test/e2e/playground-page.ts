import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { projectRoot } from '../../src/project-root.ts';

/** The browser these tests use; null where none is installed. */
export const BROWSER_PATH: string | null =
  [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path)) ?? null;

const LAUNCH_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The pictures of the pages are written on request alone; all others are left where nothing is committed. */
function placeOf(picture: string): string {
  const shown = join(projectRoot, 'docs/screenshots', picture);
  if (process.env.UPDATE_SCREENSHOTS === '1' && existsSync(shown)) return shown;
  const folder = join(projectRoot, 'test-output/screenshots');
  mkdirSync(folder, { recursive: true });
  return join(folder, picture);
}

/** What the page's own elements can do; the tests are not written in a browser's words. */
interface Scrolled {
  scrollIntoView(to: { block: 'start' }): void;
}

/** Starts the browser without a window. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: BROWSER_PATH ?? '', args: LAUNCH_ARGS });
}

/** The playground's page as a visitor uses it. */
export class PlaygroundPage {
  readonly page: Page;
  /** Errors the page itself threw. */
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.setDefaultTimeout(10_000);
  }

  /** Opens the page at the given moment: what Teams stamps and what the school's clock says then agree. */
  static async open(
    browser: Browser,
    url: string,
    at: Date,
    options: BrowserContextOptions = {},
  ): Promise<PlaygroundPage> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    await page.clock.setFixedTime(at);
    await page.route('**/api/**/conversation*', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/"(sentAt|editedAt)":"[^"]+"/g, `"$1":"${at.toISOString()}"`);
      await route.fulfill({ response, body });
    });
    const opened = new PlaygroundPage(page);
    await page.goto(url);
    await page.locator('.compose-field').first().waitFor();
    const closeGuide = page.locator('#guide').getByRole('button', { name: 'Close' });
    if (await closeGuide.isVisible()) await closeGuide.click();
    return opened;
  }

  /** Becomes somebody else by the menu at the top. */
  async become(name: string): Promise<void> {
    await this.page.locator('#you').click();
    await this.page.getByRole('menuitemradio', { name }).click();
    await this.page.locator('#you', { hasText: name }).waitFor();
    await this.#isShown();
  }

  /** Waits until what is shown is of the person and place chosen last. */
  async #isShown(): Promise<void> {
    await this.page.locator('#conversation[aria-busy="false"]').waitFor();
  }

  /** Opens the chat with the bot or a channel by its name in the list. */
  async openPlace(name: string): Promise<void> {
    const link = this.page.locator('#sidebar').getByRole('link', { name });
    if (!(await link.isVisible())) await this.page.getByRole('button', { name: 'Back to the list' }).click();
    await link.click();
    await this.page.locator('.conversation-title h2', { hasText: name }).waitFor();
    await this.#isShown();
  }

  /** Types into the box of the conversation and sends it. */
  async say(text: string): Promise<void> {
    const box = this.page.locator('.conversation-foot .compose-field');
    await box.fill(text);
    await box.press('Enter');
    // Sent when the box is empty again and the words stand in the conversation.
    await this.page.locator('#conversation', { hasText: text }).waitFor();
  }

  /** The newest card of the conversation. */
  lastCard(): Locator {
    return this.page.locator('#conversation .card').last();
  }

  /** Chooses one answer of a question with several. */
  async choose(form: Locator, question: string, answer: string): Promise<void> {
    const group = form.getByRole('radiogroup', { name: question });
    await group.getByRole('radio', { name: new RegExp(`${answer}$`) }).check();
  }

  /** Presses Tab until the focus is on something the locator finds; throws when it never gets there. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      if ((await target.and(this.page.locator(':focus')).count()) > 0) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error('the keyboard does not get there');
  }

  /** The open dialog. */
  dialog(): Locator {
    return this.page.locator('#dialog');
  }

  /** Presses "Open the page" in the dialog with the link to a file, closes what opens, and answers the link with its code. */
  async readFileLink(): Promise<{ url: string; code: string }> {
    const words = (await this.dialog().textContent()) ?? '';
    const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(words.slice(words.indexOf('Code'))) ?? [];
    const opened = this.page.context().waitForEvent('page');
    const link = this.dialog().getByRole('link', { name: 'Open the page' });
    await link.or(this.dialog().getByRole('button', { name: 'Open the page' })).click();
    const page = await opened;
    const url = page.url();
    await page.close();
    return { url, code };
  }

  /** Writes a picture of the page without its passing notes; `top` is brought to the top of the conversation first. */
  async picture(name: string, top?: Locator): Promise<void> {
    await this.page.evaluate('document.getElementById("toasts").replaceChildren()');
    await top?.evaluate((element: Scrolled) => element.scrollIntoView({ block: 'start' }));
    await this.page.mouse.move(0, 0);
    await this.page.screenshot({ path: placeOf(`${name}.png`) });
  }

  async close(): Promise<void> {
    // What the page is just asking for needs no answer any more.
    await this.page.unrouteAll({ behavior: 'ignoreErrors' });
    await this.page.context().close();
  }
}
