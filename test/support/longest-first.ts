import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { projectRoot } from '../../src/project-root.ts';

/** What takes longest, longest first; a name stands for everything that begins with it. */
const LONGEST = [
  'test/contract/discord/contract',
  'test/contract/google-chat/contract',
  'test/core/access/matrix',
  'test/contract/slack/contract',
  'test/contract/story/story',
  'test/cli/',
  'test/contract/teams/contract',
  'test/store/embedded.',
  'test/e2e/browser',
  'test/core/access/every-way-in',
  'test/gallery/',
];

/** Begins with the longest files, so that both workers end together instead of one waiting for the other's last file. */
export class LongestFirst extends BaseSequencer {
  /** Answers the files in the order in which they are begun: where none of the list is, vitest's own. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const path = relative(projectRoot, moduleId).replaceAll('\\', '/');
  const rank = LONGEST.findIndex((start) => path.startsWith(start));
  return rank < 0 ? LONGEST.length : rank;
}
