import { writeMoment } from '../../cards/dates.ts';
import { CATEGORY_NAMES, PLACE_WORDS, STATUS_WORDS, TYPE_WORDS, writeSeverity } from '../../cards/words.ts';
import type { CaseFileCheck, CaseFileFacts, CaseFilePerson } from '../core/exports/case-file.ts';
import type { CaseExportKind } from '../core/exports/export-kinds.ts';
import {
  type Agency,
  type ParentsInformed,
  SEVERITIES,
  type Severity,
  type TaskKind,
} from '../core/incidents/taxonomy.ts';

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

/** How a step of the guidance was settled. */
export const CHECK_WORDS: Record<CaseFileCheck['state'], string> = {
  open: 'Open',
  done: 'Done',
  'not-needed': 'Not needed',
};

/** What a task is for. */
export const TASK_WORDS: Record<TaskKind, string> = {
  ict: 'ICT task',
  office: 'Task for the office',
  sendco: 'Task for the SENDCO',
  class_teacher: 'Task for the class teacher',
  cctv: 'CCTV to be kept',
  meeting: 'Meeting',
  other: 'Task',
};

/** Whom a concern was passed to. */
export const AGENCY_WORDS: Record<Agency, string> = {
  childrens_social_care: 'Children’s social care',
  police: 'Police',
  lado: 'Local authority designated officer (LADO)',
  ceop: 'CEOP',
  iwf: 'Internet Watch Foundation (IWF)',
  report_remove: 'Report Remove',
  prevent: 'Prevent',
  early_help: 'Early help',
  filter_provider: 'Filter provider',
  local_authority: 'Local authority',
  ico: 'Information Commissioner’s Office (ICO)',
  dbs_tra: 'Disclosure and Barring Service or Teaching Regulation Agency',
  posh: 'Professionals Online Safety Helpline (POSH)',
  next_school: 'Next school',
  other: 'Another body',
};

/** Whether parents were told. */
export const PARENTS_WORDS: Record<ParentsInformed, string> = {
  yes: 'Yes',
  no: 'No',
  withheld: 'Kept from them, for a reason',
};

/** What was taken out. */
export const KIND_WORDS: Record<CaseExportKind, string> = {
  'case-file': 'Case file',
  'case-data': 'Case as data',
  'transfer-pack': 'Pack for the next school',
};

/** Words of values that were chosen, by the name of what was chosen. */
const FACT_WORDS: Record<string, Record<string, string>> = {
  category: CATEGORY_NAMES,
  type: TYPE_WORDS,
  status: STATUS_WORDS,
  place: PLACE_WORDS,
  agency: AGENCY_WORDS,
  parents: PARENTS_WORDS,
  kind: TASK_WORDS,
  export: KIND_WORDS,
};
/** What is chosen from lists whose ids are words already. */
const PLAIN_FACTS = ['outcome', 'childProtection', 'sendSupport', 'state'];

/** What was chosen with an entry, in words; what was typed stays as it is. */
export function writeFact(name: string, value: string): string {
  if (name === 'severity') return SEVERITIES.some((one) => one === value) ? writeSeverity(value as Severity) : value;
  if (PLAIN_FACTS.includes(name)) return writePlain(value);
  const words = FACT_WORDS[name];
  if (words && Object.hasOwn(words, value)) return words[value] ?? value;
  return WHOLE_MOMENT.test(value) ? writeMoment(value) : value;
}

/** A day or an instant as the record writes it, and nothing else. */
const WHOLE_MOMENT = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/;

/** An id such as `no_further_action` or `theirReference` as words; anything else stays as it is. */
export function writePlain(id: string): string {
  if (!/^[a-z]+([_-][a-z]+|[A-Z][a-z]+)*$/.test(id)) return id;
  const words = id.replace(/[_-]/g, ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
