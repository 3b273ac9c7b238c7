import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';

/** Identifiers and times that change from run to run: payloads that differ in nothing else are kept once. */
const VARYING =
  /[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|\d{4}-\d\d-\d\dT[\d:.]+Z?|\d{10,}|teams:\d:[\w-]+|ES-(?:\d{4}-\d{4}|R-\w+)|"(?:key|custom_id|nonce|recipient_id)": "[^"]*"|127\.0\.0\.1:\d+/g;

/** Keeps one outbound payload under `test-output/payloads/<platform>/<kind>/`, where the conformance check finds it. */
export function keepPayload(platform: string, kind: string, json: unknown): void {
  const text = JSON.stringify(json, null, 1);
  const name = createHash('sha256').update(text.replace(VARYING, '')).digest('hex').slice(0, 16);
  const folder = join(projectRoot, 'test-output', 'payloads', platform, kind);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), text);
}
