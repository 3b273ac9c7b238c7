import { writeFacts } from '../../cards/entry-facts.ts';
import { PARENTS_OPTIONS } from '../../cards/words.ts';
import type { CaseFile, CaseFileCheck, CaseFileFacts, CaseFilePerson } from '../core/exports/case-file.ts';
import type { CaseExportKind } from '../core/exports/export-kinds.ts';

/** Stands where a part of a file has no content. */
export const NOTHING_RECORDED = 'Nothing recorded.';

/** Under what a case is handled. */
export const HANDLED_WORDS: Record<CaseFileFacts['handledAs'], string> = {
  safeguarding: 'Safeguarding',
  behaviour: 'Behaviour',
  discipline: 'Discipline',
};

/** What part somebody has in a case. */
export const PART_WORDS: Record<CaseFilePerson['part'], string> = {
  adult: 'The adult it is about',
  involved: 'Involved',
};

/** How a step or a task was settled. */
export const CHECK_WORDS: Record<CaseFileCheck['state'], string> = {
  open: 'Open',
  done: 'Done',
  'not-needed': 'Not needed',
};

/** How two cases belong together. */
export const LINK_WORDS: Record<CaseFile['linked'][number]['kind'], string> = {
  linked: 'Belongs with this one',
  duplicate: 'The same, reported again',
  'duplicate-of': 'The same, reported before',
};

/** What was taken out. */
export const KIND_WORDS: Record<CaseExportKind, string> = {
  'case-file': 'Case file',
  'case-data': 'All data',
  'transfer-pack': 'Pack for the next school',
};

/** Whether parents know. */
export const PARENTS_WORDS: Record<string, string> = Object.fromEntries(
  PARENTS_OPTIONS.map(({ value, label }) => [value, label]),
);

/** What was chosen and filled in, each with its label; what is empty is left out. */
export function labelled(known: Readonly<Record<string, string>>): (readonly [label: string, value: string])[] {
  return Object.entries(known)
    .filter(([, value]) => value !== '')
    .map(([id, value]) => {
      const [line = ''] = writeFacts({ [id]: value });
      const end = line.indexOf(': ');
      return [line.slice(0, end), line.slice(end + 2)] as const;
    });
}

/** An entry's own name as words, for one that the cards have none for: "People changed". */
export function writePlain(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
