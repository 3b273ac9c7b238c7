import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { projectRoot } from '../../src/project-root.ts';
import { everyExampleView } from '../cards/example-views.ts';
import { PLATFORM_RENDERERS } from './renderings.ts';

const LAUNCH_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SHOTS = join(projectRoot, 'test-output', 'gallery', 'shots');
const WIDE = { width: 1440, height: 1000 };
const PHONE = { width: 390, height: 844 };
/** The views of the one picture of each platform that is kept beside the documentation. */
const OVERVIEW = ['quick-report-empty', 'receipt-read-now', 'case-card-new'];

/** One way to look at the gallery. */
interface Look {
  name: string;
  theme: 'light' | 'dark';
  width: 'wide' | 'narrow';
  viewport: { width: number; height: number };
}

const LOOKS: Look[] = (['light', 'dark'] as const).flatMap((theme) => [
  { name: `wide-${theme}`, theme, width: 'wide', viewport: WIDE },
  { name: `phone-${theme}`, theme, width: 'narrow', viewport: PHONE },
]);

/**
 * Takes pictures of the gallery: with `--shoot`, every view on every platform, on a computer and on a phone, light and dark,
 * into `test-output`; words after it choose views by name. With UPDATE_SCREENSHOTS=1 one overview for each platform goes to
 * `docs/screenshots` instead.
 */
export async function shootGallery(file: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: LAUNCH_ARGS,
  });
  try {
    if (process.env.UPDATE_SCREENSHOTS === '1') return await shootOverviews(browser, file);
    const words = process.argv.slice(process.argv.indexOf('--shoot') + 1);
    const views = everyExampleView().map(({ name }) => name);
    const wanted = views.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
    mkdirSync(SHOTS, { recursive: true });
    for (const look of LOOKS)
      for (const { platform } of PLATFORM_RENDERERS) {
        const page = await openGallery(browser, file, platform, look);
        for (const name of wanted)
          await page
            .locator(`[id="${name}"]`)
            .screenshot({ path: join(SHOTS, `${platform}-${look.name}-${name}.png`) });
        await page.close();
      }
  } finally {
    await browser.close();
  }
}

async function openGallery(browser: Browser, file: string, platform: string, look: Look): Promise<Page> {
  const page = await browser.newPage({ viewport: look.viewport, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${pathToFileURL(file).href}?platform=${platform}&theme=${look.theme}&width=${look.width}`);
  await page.evaluate('window.drawEveryTeamsCard()');
  // Nothing left out of a picture because it is not in view yet, and no bar across it.
  await page.addStyleTag({ content: '.view { content-visibility: visible } .topbar { position: static }' });
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return page;
}

async function shootOverviews(browser: Browser, file: string): Promise<void> {
  const look: Look = { name: 'overview', theme: 'light', width: 'wide', viewport: { width: 1360, height: 960 } };
  for (const { platform } of PLATFORM_RENDERERS) {
    const page = await openGallery(browser, file, platform, look);
    const keep = JSON.stringify(OVERVIEW);
    await page.evaluate(
      `for (const view of document.querySelectorAll('.view')) if (!${keep}.includes(view.id)) view.hidden = true;
       for (const kind of document.querySelectorAll('.kind')) kind.hidden = !kind.querySelector('.view:not([hidden])');`,
    );
    await page.screenshot({ path: join(projectRoot, 'docs', 'screenshots', `gallery-${platform}.png`) });
    await page.close();
  }
}
