import type { Desk } from '../desk.ts';
import type { InboundEvent, Origin } from '../events.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { OutgoingMessage } from '../intents.ts';
import { type Reply, replace, show } from '../replies.ts';
import { contactsOf, sharedContacts } from '../schools.ts';
import type { FormProblem, NoteFormView } from '../views.ts';
import { caseCard } from './case-card.ts';
import type { CaseSummary } from './case-record.ts';
import { caseLane, reporterLane } from './first-messages.ts';
import { submitKey } from './submit-key.ts';

/** Longest note, in characters. */
export const NOTE_LIMIT = 10_000;

interface CaseEvent {
  origin: Origin;
  data: Record<string, string>;
}
type Submit = Extract<InboundEvent, { kind: 'submit' }>;

const noSuchCase: Reply = show({ name: 'notice', notice: 'no-such-case' });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Marks a case as seen by a person and tells the reporter so; pressed again, it changes nothing and shows the same. */
export async function acknowledgeCase(desk: Desk, identity: Identity, event: CaseEvent): Promise<Reply> {
  const caseId = caseIdOf(event);
  const at = desk.clock.now();
  for (const seat of caseId ? identity.seats : []) {
    const step = { actorId: identity.personId, at, messages: acknowledgeMessages(caseId, identity.personId, at) };
    const done = await desk.store.acknowledgeCase(seat.profile.id, caseId, seat.viewer, step);
    if (done) return replace(await caseCard(desk, seat.profile, done.summary));
  }
  return noSuchCase;
}

/** Opens the form for a note. */
export async function openNote(desk: Desk, identity: Identity, event: CaseEvent): Promise<Reply> {
  const found = await findCase(desk, identity, caseIdOf(event));
  if (!found) return noSuchCase;
  const { seat, summary } = found;
  return show(noteForm(seat, summary, { formKey: desk.ids.keyOf(`note|${event.origin.eventId}`), problem: null }));
}

/** Adds a note to the record; the thread is told that one was added, not what it says. */
export async function submitNote(desk: Desk, identity: Identity, event: Submit): Promise<Reply> {
  const found = await findCase(desk, identity, caseIdOf(event));
  const formKey = event.data.key;
  // Words must not go down with an answer: a missing case and a forbidden one keep them alike.
  if (!found || !formKey) return replace(noteAgain(desk, event, 'not-served'));
  const { seat, summary } = found;
  const text = event.values.note?.trim() ?? '';
  const error =
    text === ''
      ? 'Please write the note.'
      : text.length > NOTE_LIMIT
        ? `This is longer than ${NOTE_LIMIT.toLocaleString('en-GB')} characters. Please shorten it.`
        : null;
  if (error) {
    return replace(
      noteForm(seat, summary, { formKey, values: event.values, errors: { note: error }, problem: 'check-fields' }),
    );
  }
  const at = desk.clock.now();
  const key = submitKey(identity.personId, formKey, { note: text });
  const messages: OutgoingMessage[] = [threadLine(summary.caseId, 'note-added', identity.personId, at, formKey)];
  const step = { actorId: identity.personId, at, messages };
  const saved = await desk.store.addNote(seat.profile.id, summary.caseId, seat.viewer, { key, text }, step);
  return saved ? replace({ name: 'notice', notice: 'note-saved' }) : replace(noteAgain(desk, event, 'not-served'));
}

/** The note form again after a failure, with the note still in it. Needs no database. */
export function noteNotSaved(desk: Desk, event: Submit): Reply {
  return replace(noteAgain(desk, event, 'not-saved'));
}

/** The note form again for somebody who may not add it; the same for every case and none. */
export function noteNotServed(desk: Desk, event: Submit): Reply {
  return replace(noteAgain(desk, event, 'not-served'));
}

function noteAgain(desk: Desk, event: Submit, problem: FormProblem): NoteFormView {
  // What was sent is not repeated where the case may not be known of: the answer is the same for every case and none.
  const known = problem !== 'not-served';
  return {
    name: 'note-form',
    caseId: (known && event.data.case) || '',
    reference: (known && event.data.reference) || 'this case',
    formKey: event.data.key ?? '',
    values: event.values,
    errors: {},
    problem,
    contacts: sharedContacts(desk.schools.inWorkspace(event.origin)),
  };
}

function acknowledgeMessages(caseId: string, actorId: string, at: Date): OutgoingMessage[] {
  return [
    threadLine(caseId, 'acknowledged', actorId, at, 'once'),
    {
      lane: caseLane(caseId),
      dedupeKey: `refresh|${caseId}|acknowledged`,
      intent: { kind: 'refresh-case', caseId },
      dueAt: at,
    },
    {
      lane: reporterLane(caseId),
      dedupeKey: `reporter|${caseId}|seen`,
      intent: { kind: 'tell-reporter', caseId, update: 'seen' },
      dueAt: at,
    },
  ];
}

function threadLine(
  caseId: string,
  line: 'acknowledged' | 'note-added',
  actorId: string,
  at: Date,
  occasion: string,
): OutgoingMessage {
  return {
    lane: caseLane(caseId),
    dedupeKey: `line|${caseId}|${line}|${occasion}`,
    intent: { kind: 'thread-line', caseId, line, actorId, at: at.toISOString() },
    dueAt: at,
  };
}

function noteForm(
  seat: SchoolSeat,
  summary: CaseSummary,
  state: { formKey: string; values?: Record<string, string>; errors?: Record<string, string>; problem: FormProblem },
): NoteFormView {
  return {
    name: 'note-form',
    caseId: summary.caseId,
    reference: summary.reference,
    formKey: state.formKey,
    values: state.values ?? {},
    errors: state.errors ?? {},
    problem: state.problem,
    contacts: contactsOf(seat.profile),
  };
}

function caseIdOf(event: CaseEvent): string {
  const id = event.data.case ?? '';
  return UUID.test(id) ? id : '';
}

async function findCase(
  desk: Desk,
  identity: Identity,
  caseId: string,
): Promise<{ seat: SchoolSeat; summary: CaseSummary } | null> {
  for (const seat of caseId ? identity.seats : []) {
    const summary = await desk.store.findCase(seat.profile.id, caseId, seat.viewer);
    if (summary) return { seat, summary };
  }
  return null;
}
