import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageTeams } from '../../../src/package-teams.ts';

const env = {
  TEAMS_APP_ID: '8c1f0d9a-4b7e-4f52-9a4e-2d6f1c3b5a70',
  ESAFETY_PUBLIC_URL: 'https://esafety.school.example:8443/base',
};
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'esafety-package-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Reads a zip by its central directory. */
async function unzip(file: string): Promise<Map<string, Buffer>> {
  const zip = await readFile(file);
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const skip = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const data = zip.subarray(start, start + size);
    files.set(name, zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data);
    at += 46 + nameLength + skip;
  }
  return files;
}
const sizeOf = (png: Buffer | undefined) => [png?.readUInt32BE(16), png?.readUInt32BE(20)];

describe('the app package', () => {
  it('holds the manifest of this installation and both icons', async () => {
    const file = join(folder, 'dist', 'esafety-teams.zip');
    expect(await packageTeams(env, file)).toContain(file);
    const files = await unzip(file);
    expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
    const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '');
    expect(manifest).toMatchObject({
      id: env.TEAMS_APP_ID,
      bots: [{ botId: env.TEAMS_APP_ID }],
      composeExtensions: [{ botId: env.TEAMS_APP_ID }],
      validDomains: ['esafety.school.example'],
    });
    expect(JSON.stringify(manifest)).not.toMatch(/esafety\.example|00000000-0000/);
    expect(sizeOf(files.get('color.png'))).toEqual([192, 192]);
    expect(sizeOf(files.get('outline.png'))).toEqual([32, 32]);
  });

  it('asks for no more than it needs', async () => {
    await packageTeams(env, join(folder, 'p.zip'));
    const files = await unzip(join(folder, 'p.zip'));
    const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '');
    expect(manifest.permissions).toEqual(['identity', 'messageTeamMembers']);
    expect(manifest).not.toHaveProperty('authorization');
    expect(manifest.bots[0].supportsFiles).toBe(false);
  });

  it.each([
    [{ ...env, TEAMS_APP_ID: undefined }, 'TEAMS_APP_ID is not set'],
    [{ ...env, TEAMS_APP_ID: 'my bot' }, 'TEAMS_APP_ID must be'],
    [{ ...env, ESAFETY_PUBLIC_URL: undefined }, 'ESAFETY_PUBLIC_URL must be'],
    [{ ...env, ESAFETY_PUBLIC_URL: 'http://esafety.school.example' }, 'https://'],
  ])('names the setting that is missing or wrong', async (settings, words) => {
    await expect(packageTeams(settings, join(folder, 'p.zip'))).rejects.toThrow(words);
  });
});
