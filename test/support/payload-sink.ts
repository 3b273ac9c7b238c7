import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';

/** Identifiers and times that change from run to run: payloads that differ in nothing else are kept once. */
const VARYING =
  /[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|\d{4}-\d\d-\d\dT[\d:.]+Z?|\d{10,}|teams:\d:[\w-]+|ES-(?:\d{4}|R)-[\dA-Z]{4}|"(?:key|custom_id|nonce|recipient_id)":"[^"]*"|127\.0\.0\.1:\d+|download\?t=[\w-]+/g;

/**
 * Keeps one outbound payload under `test-output/payloads/<platform>/<kind>/`, where the conformance check finds it. Of payloads
 * of the same shape, in which only sentences of about the same length differ, the largest is kept: a schema knows structure,
 * values and lengths, and no words.
 */
export function keepPayload(platform: string, kind: string, json: unknown): void {
  const shape = JSON.stringify(json, (_, value) => (isSentence(value) ? `~${sizeOf(value)}` : value));
  const name = createHash('sha256').update(shape.replace(VARYING, '')).digest('hex').slice(0, 16);
  const folder = join(projectRoot, 'test-output', 'payloads', platform, kind);
  const path = join(folder, `${name}.json`);
  const text = JSON.stringify(json, null, 1);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path) || statSync(path).size < Buffer.byteLength(text)) writeFileSync(path, text);
}

const isSentence = (value: unknown): value is string => typeof value === 'string' && /\s/.test(value);
/** Lengths within a factor of two count as the same. */
const sizeOf = (text: string): number => Math.ceil(Math.log2(text.length + 1));
