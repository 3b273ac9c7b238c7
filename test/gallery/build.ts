import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';
import { makePage } from './page.ts';

/** Where the gallery is written. */
const GALLERY_FILE = join(projectRoot, 'test-output', 'gallery', 'index.html');

mkdirSync(join(GALLERY_FILE, '..'), { recursive: true });
const page = makePage();
writeFileSync(GALLERY_FILE, page);
process.stdout.write(`${GALLERY_FILE} (${(page.length / 1024 / 1024).toFixed(1)} MB)\n`);
if (process.argv.includes('--shoot')) {
  const { shootGallery } = await import('./shoot.ts');
  await shootGallery(GALLERY_FILE);
}
