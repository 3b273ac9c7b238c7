import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Opens the page of a link as a person does, types the code, and answers the file; null where the page says that it did not open. */
export async function fetchFile(browser: Browser, url: string, code: string): Promise<Buffer | null> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await page.getByLabel(/code/i).fill(code);
    const file = page.waitForEvent('download').then(async (download) => readFileSync(await download.path()));
    const refusal = page
      .getByText('The file did not open')
      .waitFor()
      .then(() => null);
    // Whichever does not come ends with the page.
    for (const either of [file, refusal]) either.catch(() => undefined);
    await page.getByRole('button').click();
    return await Promise.race([file, refusal]);
  } finally {
    await page.close();
  }
}
