import type { CaseFile } from '../core/exports/case-file.ts';

/** A case as JSON for another program, in the shape of `CaseFile`. */
export function composeCaseJson(file: CaseFile): Buffer {
  return Buffer.from(`${JSON.stringify(file, null, 2)}\n`, 'utf8');
}
