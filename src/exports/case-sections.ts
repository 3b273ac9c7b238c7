import { writeDate, writeMoment } from '../../cards/dates.ts';
import {
  AGENCY_WORDS,
  CATEGORY_NAMES,
  CONSENT_WORDS,
  ENTRY_WORDS,
  OUTCOME_WORDS,
  PLACE_WORDS,
  PURPOSE_WORDS,
  SOURCE_WORDS,
  STATUS_WORDS,
  TASK_WORDS,
  TYPE_WORDS,
  VICTIM_WORDS,
  writeKnown,
  writeSeverity,
} from '../../cards/words.ts';
import type {
  CaseFile,
  CaseFileCheck,
  CaseFileReferral,
  CaseFileRequest,
  CaseFileTask,
} from '../core/exports/case-file.ts';
import { facts, type Piece, prose, remark, section, subsection, table, tableRoom } from './pieces.ts';
import {
  CHECK_WORDS,
  HANDLED_WORDS,
  KIND_WORDS,
  LINK_WORDS,
  labelled,
  NOTHING_RECORDED,
  PARENTS_WORDS,
  PART_WORDS,
  writePlain,
} from './words.ts';

const moment = (value: string | null): string | null => value && writeMoment(value);
const byAt = (done: { by: string; at: string } | null): string | null =>
  done && `${writeMoment(done.at)}, by ${done.by}`;
const yesNo = (value: boolean): string => (value ? 'Yes' : 'No');
const orNothing = (pieces: Piece[]): Piece[] => (pieces.length > 0 ? pieces : [remark(NOTHING_RECORDED)]);

/** Every part of a case file below its cover. A part without content says so: a reader must not wonder whether it was lost. */
export function caseSections(file: CaseFile): Piece[] {
  return [
    ...section('Summary', [summary(file)]),
    ...section('The report, in the reporter’s words', report(file)),
    ...section('The child’s own words', words(file.report.childWords)),
    ...section('Who is involved', people(file)),
    ...section('Addresses', orNothing(file.addresses.map((address) => prose(address, { margin: [0, 0, 0, 3] })))),
    ...section('Chronology', entries(file)),
    ...section('Decisions', decisions(file)),
    ...section('Checklist', checklist(file.checklist)),
    ...section('Tasks', orNothing(file.tasks.flatMap(task))),
    ...section(
      'Referrals and disclosures',
      orNothing([
        ...file.referrals.flatMap(referral),
        ...file.disclosures.flatMap((made) => request(`Taken out of the program, ${writeMoment(made.fetched)}`, made)),
        ...file.notFetched.flatMap((asked) => request(`Asked for and not fetched, ${writeMoment(asked.at)}`, asked)),
      ]),
    ),
    ...section(
      'Linked cases',
      orNothing(file.linked.map(({ reference, kind }) => prose(`${reference} (${LINK_WORDS[kind]})`))),
    ),
    ...section('Who saw or changed the case', audit(file)),
  ];
}

function summary({ facts: known, reference }: CaseFile): Piece {
  return facts([
    ['Reference', reference],
    ['Status', STATUS_WORDS[known.status]],
    ['Urgency', writeSeverity(known.severity)],
    ['Category', CATEGORY_NAMES[known.category]],
    ['Kind', known.type && TYPE_WORDS[known.type]],
    ['Handled as', HANDLED_WORDS[known.handledAs]],
    ['Happened', moment(known.occurred)],
    ['Noticed', moment(known.noticed)],
    ['Reported', moment(known.reported)],
    ['Reported by', known.reporter],
    ['In the name of', SOURCE_WORDS[known.source]],
    ['Harmed or upset', known.victim && VICTIM_WORDS[known.victim]],
    ['Where', known.place && writeKnown(PLACE_WORDS, known.place)],
    ['Agreed by whoever it was reported for', known.consent && CONSENT_WORDS[known.consent]],
    ['Purpose or accident', known.purpose && PURPOSE_WORDS[known.purpose]],
    ['Acknowledged', byAt(known.acknowledged)],
    ['Case owner', known.owner],
    ['Child protection', yesNo(known.childProtection)],
    ['SEND support', yesNo(known.sendSupport)],
    ['Parents informed', known.parentsInformed ? PARENTS_WORDS[known.parentsInformed] : 'Not recorded'],
    ['Outcome', known.outcome ? OUTCOME_WORDS[known.outcome] : 'Not recorded'],
    ['Closed', moment(known.closed)],
  ]);
}

function report({ report: told }: CaseFile): Piece[] {
  return [
    prose(told.what),
    ...(told.immediateAction ? subsection('What was done at once', [prose(told.immediateAction)]) : []),
    ...(told.device ? subsection('Device', [prose(told.device)]) : []),
  ];
}

const words = (text: string | null): Piece[] => orNothing(text ? [prose(text)] : []);

function people({ people: known }: CaseFile): Piece[] {
  return orNothing(
    known.map(({ part, name, details, birthDate, pupilId }) =>
      prose(
        [
          `${PART_WORDS[part]}: ${name}`,
          details,
          birthDate && `born ${writeDate(birthDate)}`,
          pupilId && `pupil id ${pupilId}`,
        ]
          .filter(Boolean)
          .join(', '),
        { margin: [0, 0, 0, 3] },
      ),
    ),
  );
}

function entries({ chronology }: CaseFile): Piece[] {
  return orNothing(
    chronology.flatMap(({ text, ...entry }) =>
      subsection(headOf(entry), [...chosen(entry.facts), ...(text ? [prose(text, INSET)] : [])]),
    ),
  );
}

function decisions({ decisions: taken }: CaseFile): Piece[] {
  return orNothing(
    taken.flatMap(({ reason, ...entry }) =>
      subsection(headOf(entry), [...chosen(entry.facts), prose(reason ?? 'No reason was written.', INSET)]),
    ),
  );
}

const INSET = { margin: [12, 0, 0, 6] };

function headOf({ at, by, entry }: { at: string; by: string; entry: string }): string {
  const what = Object.hasOwn(ENTRY_WORDS, entry) ? ENTRY_WORDS[entry] : writePlain(entry);
  return `${writeMoment(at)} – ${what}, by ${by}`;
}

/** What was chosen and filled in with an entry, each with its label. */
function chosen(known: Record<string, string>): Piece[] {
  const rows = labelled(known);
  return rows.length > 0 ? [facts(rows, { margin: [12, 0, 0, 3] })] : [];
}

const CHECK_WIDTHS = [245, 62, 152];

function checklist(checks: CaseFileCheck[]): Piece[] {
  const guidances = [...new Set(checks.map(({ guidance }) => guidance))];
  return orNothing(
    guidances.flatMap((guidance) => {
      const rows = checks.filter((check) => check.guidance === guidance).flatMap(checkRows);
      const below = table(['Step', 'State', 'By whom, when'], CHECK_WIDTHS, rows);
      return subsection(guidance, [below], tableRoom(CHECK_WIDTHS, rows[0] ?? []));
    }),
  );
}

/** A step, and below it the reason or note, which may be long. */
function checkRows({ step, state, note, settled, happenedOn }: CaseFileCheck): string[][] {
  const done = [byAt(settled), happenedOn && `Happened ${writeDate(happenedOn)}`].filter((part) => part);
  const row = [step, CHECK_WORDS[state], done.join('\n')];
  return note ? [row, [`${state === 'not-needed' ? 'Reason' : 'Note'}: ${note}`]] : [row];
}

function task({ kind, text, owner, askedBy, due, state, settled, result }: CaseFileTask): Piece[] {
  return subsection(`${TASK_WORDS[kind]}: for ${owner}`, [
    ...(text ? [prose(text)] : []),
    facts([
      ['State', CHECK_WORDS[state]],
      ['Asked by', askedBy],
      ['Due', moment(due)],
      ['Settled', byAt(settled)],
      ['Result', result],
    ]),
  ]);
}

function referral(made: CaseFileReferral): Piece[] {
  const agency = AGENCY_WORDS[made.agency];
  return subsection(`${agency}, ${writeDate(made.on)}`, [
    facts([
      ['Recipient', `${made.person}, ${agency}`],
      ['Purpose', made.purpose],
      ['What was shared', made.shared],
      ...labelled(made.fields),
      ['Their reference', made.theirReference ?? 'None given'],
      ['Made by', made.by],
      ['Answer due', moment(made.responseDue)],
      ['Answer', made.answer ? writeMoment(made.answer.at) : 'None yet'],
    ]),
    ...(made.answer?.text ? [prose(made.answer.text, { margin: [12, 0, 0, 8] })] : []),
  ]);
}

function request(title: string, { at, by, what, recipient, purpose }: CaseFileRequest): Piece[] {
  return subsection(title, [
    facts([
      ['What', KIND_WORDS[what]],
      ['Recipient', recipient ?? 'Not given'],
      ['Purpose', purpose ?? 'Not given'],
      ['By', by],
      ['Asked for', writeMoment(at)],
    ]),
  ]);
}

function audit({ audit: readers }: CaseFile): Piece[] {
  const rows = readers.map(({ who, seen, changed, takenOut, first, last }) => [
    who,
    String(seen),
    String(changed),
    String(takenOut),
    writeMoment(first),
    writeMoment(last),
  ]);
  return [
    remark(
      'Every view and every change is kept in a log that cannot be altered unnoticed. This is its summary for this case.',
    ),
    table(['Who', 'Seen', 'Changed', 'Taken out', 'First', 'Last'], [108, 30, 46, 50, 94, 94], rows),
  ];
}
