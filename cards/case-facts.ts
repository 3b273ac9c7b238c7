import type { CaseDetailView } from '../src/core/case-views.ts';
import { writeDate, writeMoment } from './dates.ts';
import {
  CATEGORY_NAMES,
  CONSENT_WORDS,
  PURPOSE_WORDS,
  SOURCE_WORDS,
  STATUS_WORDS,
  TYPE_WORDS,
  VICTIM_WORDS,
  writeKnown,
  writeSeverity,
} from './words.ts';

interface Fact {
  label: string;
  value: string;
}

const ADULT_WORDS: Record<string, string> = { yes: 'Yes, no name given', unsure: 'Not sure', no: 'No' };

const HANDLED_AS: Record<CaseDetailView['handleAs'], string> = {
  safeguarding: 'Safeguarding',
  behaviour: 'Behaviour',
  discipline: 'Discipline',
};

/** The short facts at the head of a case: where it stands first, then what it is, when it was and who told of it. */
export function listCaseFacts(view: CaseDetailView): Fact[] {
  return [
    { label: 'Status', value: STATUS_WORDS[view.status] },
    { label: 'Priority', value: writeSeverity(view.severity) },
    ...(view.restricted ? [{ label: 'Who may read it', value: 'Only people named for this case' }] : []),
    { label: 'Handled as', value: HANDLED_AS[view.handleAs] },
    { label: 'Category', value: CATEGORY_NAMES[view.category] },
    ...listKnown('Kind', view.type, TYPE_WORDS),
    ...listKnown('Adult concerned', view.adult, ADULT_WORDS),
    ...listKnown('Harmed or upset', view.victim, VICTIM_WORDS),
    ...listKnown('Done', view.purpose, PURPOSE_WORDS),
    ...(view.disciplinePolicy === null ? [] : [{ label: 'Policy that applies', value: view.disciplinePolicy }]),
    { label: 'Happened', value: writeMoment(view.occurred) },
    ...(view.noticed === null ? [] : [{ label: 'Noticed', value: writeDate(view.noticed) }]),
    { label: 'Reported', value: writeMoment(view.reported) },
    { label: 'Reported by', value: view.reporter },
    ...(view.source === 'self' ? [] : listKnown('Reported for', view.source, SOURCE_WORDS)),
    ...(view.source === 'self' ? [] : listKnown('Do they agree', view.consent, CONSENT_WORDS)),
  ];
}

function listKnown(label: string, value: string | null, words: Record<string, string>): Fact[] {
  return value === null || value === '' ? [] : [{ label, value: writeKnown(words, value) }];
}
