import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import { ConfigError } from './config/config-error.ts';
import { projectRoot } from './project-root.ts';

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A zip file keeps no time before 1980; a fixed one makes the same package from the same files. */
const PACKED_AT = new Date('2000-01-01T12:00:00');

const manifestShape = z.looseObject({
  id: z.string(),
  developer: z.looseObject({ websiteUrl: z.url(), privacyUrl: z.url(), termsOfUseUrl: z.url() }),
  bots: z.array(z.looseObject({ botId: z.string() })),
  composeExtensions: z.array(z.looseObject({ botId: z.string() })),
  validDomains: z.array(z.string()),
});

/**
 * Writes the app package that a Teams administrator uploads: the manifest with this installation's app id and address, and
 * the icons. Returns what to tell the person. Throws `ConfigError` that names the missing variable.
 * @param file where to write it; `dist/esafety-teams.zip` by default
 */
export async function packageTeams(
  env: Record<string, string | undefined>,
  file: string = join(projectRoot, 'dist', 'esafety-teams.zip'),
): Promise<string> {
  const appId = readAppId(env.TEAMS_APP_ID);
  const publicUrl = readPublicUrl(env.ESAFETY_PUBLIC_URL);
  const manifest = fillManifest(await readFile(join(projectRoot, 'manifest.json'), 'utf8'), appId, publicUrl);
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), 'manifest.json', { mtime: PACKED_AT });
  for (const name of ['color.png', 'outline.png']) {
    const icon = await readFile(join(projectRoot, 'adapters', 'teams', 'icons', name));
    zip.addBuffer(icon, name, { mtime: PACKED_AT });
  }
  zip.end();
  await mkdir(dirname(file), { recursive: true });
  await pipeline(zip.outputStream, createWriteStream(file));
  return `${file} is ready. Upload it in the Teams admin centre under "Manage apps", then allow it for your staff.`;
}

/** Puts the installation's app id and address in place of the placeholders of `manifest.json`. */
function fillManifest(text: string, appId: string, publicUrl: URL): Record<string, unknown> {
  const manifest = manifestShape.parse(JSON.parse(text));
  const { developer } = manifest;
  const here = (url: string): string => new URL(new URL(url).pathname, publicUrl).href;
  return {
    ...manifest,
    id: appId,
    developer: {
      ...developer,
      websiteUrl: here(developer.websiteUrl),
      privacyUrl: here(developer.privacyUrl),
      termsOfUseUrl: here(developer.termsOfUseUrl),
    },
    bots: manifest.bots.map((bot) => ({ ...bot, botId: appId })),
    composeExtensions: manifest.composeExtensions.map((extension) => ({ ...extension, botId: appId })),
    validDomains: [publicUrl.hostname],
  };
}

function readAppId(appId: string | undefined): string {
  if (!appId) {
    throw new ConfigError(
      'TEAMS_APP_ID is not set. Set it to the application (client) id of the bot’s registration in Microsoft Entra.',
    );
  }
  if (!GUID.test(appId)) {
    throw new ConfigError(
      'TEAMS_APP_ID must be the application (client) id, such as 8c1f0d9a-4b7e-4f52-9a4e-2d6f1c3b5a70.',
    );
  }
  return appId.toLowerCase();
}

function readPublicUrl(url: string | undefined): URL {
  const parsed = url && URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== 'https:') {
    throw new ConfigError(
      'ESAFETY_PUBLIC_URL must be set to the https:// address under which Teams reaches this program, such as https://esafety.school.example.',
    );
  }
  return parsed;
}
