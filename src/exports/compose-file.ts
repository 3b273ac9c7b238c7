import type { OpenedContent } from '../core/exports/open-export.ts';
import { runApart } from '../run-apart.ts';
import { composeExport } from './compose-export.ts';
import type { ExportedFile } from './exported-file.ts';

/** Long enough for thousands of pages; what takes longer will never end. */
const LONGEST_MILLISECONDS = 120_000;

/**
 * Makes the file of what a link opened. Pages are laid out on a thread of its own: a long case takes a second, in which nobody
 * else would be answered. Rejects when the file cannot be made.
 */
export async function composeFile(
  content: OpenedContent,
  longestMilliseconds = LONGEST_MILLISECONDS,
): Promise<ExportedFile> {
  if (content.kind === 'incident-log' || content.kind === 'case-data' || content.kind === 'training-register')
    return composeExport(content);
  const file = await runApart<OpenedContent, ExportedFile>(
    './exports/compose-export',
    'composeExport',
    content,
    longestMilliseconds,
  );
  return { ...file, body: Buffer.from(file.body) };
}
