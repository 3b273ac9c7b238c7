import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyExampleView } from '../cards/example-views.ts';
import { BROWSER_PATH, launchBrowser } from '../e2e/playground-page.ts';
import { makePage } from './page.ts';
import { PLATFORM_RENDERERS } from './renderings.ts';

let page: string;
beforeAll(() => {
  page = makePage();
});

describe('the gallery', () => {
  it('shows every view on every platform, each with a link to it', () => {
    for (const { name } of everyExampleView()) {
      expect(page.includes(`<article class="view" id="${name}"`), name).toBe(true);
      expect(page.includes(`<a href="#${name}">`), name).toBe(true);
    }
    const cells = page.match(/<section class="cell"/g) ?? [];
    expect(cells).toHaveLength(everyExampleView().length * PLATFORM_RENDERERS.length);
  });

  it('shows that nothing is more than a platform carries', () => {
    expect(page.match(/<p class="limit">[^<]*/g)).toBeNull();
  });

  it('loads nothing from anywhere', () => {
    expect(page.includes("default-src 'none'")).toBe(true);
    const [styles = ''] = page.match(/<style>[\s\S]*?<\/style>/) ?? [];
    expect(styles.match(/@import.*|url\((?!"data:).*/g)).toBeNull();
    const html = page.replace(/<script[\s\S]*?<\/script>/g, '');
    expect(html.match(/<(link|img|iframe|script)[^>]*/g)).toBeNull();
    expect(page.match(/<script[^>]+src=[^>]*/g)).toBeNull();
  });

  it('gives every drawing groups of radio buttons of its own', () => {
    const names = [...page.matchAll(/<figure[\s\S]*?<\/figure>/g)].map(
      ([figure]) => new Set([...figure.matchAll(/type="radio" name="([^"]+)"/g)].map((match) => match[1])),
    );
    const all = names.flatMap((group) => [...group]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe.runIf(BROWSER_PATH)('the gallery in a browser', () => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), 'gallery-'));
    writeFileSync(join(folder, 'index.html'), page);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    { name: 'computer', width: 1440 },
    { name: 'phone', width: 390 },
  ])('draws every card of Teams, asks for nothing and never scrolls sideways on a $name', async ({ width }) => {
    const tab = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    const problems: string[] = [];
    tab.on('pageerror', (error) => problems.push(error.message));
    tab.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) problems.push(request.url());
    });
    await tab.goto(pathToFileURL(join(folder, 'index.html')).href);
    await tab.evaluate('window.drawEveryTeamsCard()');
    expect(await tab.locator('.teams-card:not([data-drawn]), .card-broken').count()).toBe(0);
    expect(await tab.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(problems).toEqual([]);
    await tab.close();
  });

  it('is filtered by name and by platform, with the keyboard alone', async () => {
    const tab = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    await tab.goto(pathToFileURL(join(folder, 'index.html')).href);
    await tab.keyboard.press('/');
    await tab.keyboard.type('receipt');
    const receipts = everyExampleView().filter(({ name }) => name.includes('receipt')).length;
    expect(await tab.locator('.view:visible').count()).toBe(receipts);
    await tab.getByRole('checkbox', { name: 'Discord' }).focus();
    await tab.keyboard.press('Space');
    expect(await tab.locator('.cell[data-platform=discord]:visible').count()).toBe(0);
    expect(await tab.locator('.cell[data-platform=slack]:visible').count()).toBe(receipts);
    await tab.close();
  });
});
