import type { Desk } from './desk.ts';
import { deskForm, formNotServed } from './desk-form.ts';
import type { DeskFormRule } from './desk-forms.ts';
import type { DeskFormView } from './form-views.ts';
import type { Identity, SchoolSeat } from './identify.ts';
import { idIn } from './incidents/case-of-event.ts';
import { readFields } from './incidents/steps/read-fields.ts';
import { submitKey } from './incidents/submit-key.ts';
import { chosenSeat, schoolChoices } from './people/choose-school.ts';
import { findQuestionReaders, mayReadQuestions, questionMessage } from './question-readers.ts';
import { type Reply, replace, show } from './replies.ts';
import { headingOf, sharedContacts } from './schools.ts';

const QUESTION_LIMIT = 4_000;

interface Opened {
  seat: SchoolSeat;
  question: { askerId: string; askedAt: Date; text: string | null };
}

/** Asks the e-safety co-ordinator something that is no concern about anybody: no case is opened (Wessex 21.1). */
export const ask: DeskFormRule = {
  async open(desk, identity, { origin }) {
    return show(askForm(identity, { formKey: desk.ids.keyOf(`ask|${origin.eventId}`), values: {} }));
  },
  async submit(desk, identity, event) {
    const formKey = event.data.key;
    if (!formKey) return formNotServed(desk, event);
    const now = desk.clock.now();
    const fields = readFields(event.values, now);
    const text = fields.text('question', QUESTION_LIMIT, 'Please write your question.');
    const seat = chosenSeat(identity.seats, event.values.school);
    if (!seat) fields.errors.school = 'Please choose the school.';
    const [readers] = seat ? await findQuestionReaders(desk, seat.profile, identity.personId) : [];
    if (seat && !readers)
      fields.errors.question = 'Nobody here can be asked through this app. Please ask the head in person.';
    if (fields.hasErrors() || !text || !seat || !readers) {
      const again = askForm(identity, { formKey, values: event.values });
      return replace({ ...again, errors: fields.errors, problem: 'check-fields' });
    }
    const id = desk.ids.uuid();
    const key = submitKey(identity.personId, formKey, event.values);
    await desk.store.askQuestion(
      seat.profile.id,
      { id, key, askerId: identity.personId, text },
      { actorId: identity.personId, at: now, messages: readers.map((reader) => questionMessage(id, reader, now)) },
    );
    return replace({ name: 'notice', notice: 'question-sent' });
  },
};

/** Opens a question for those who may answer it; the view is audited. */
export async function openQuestion(
  desk: Desk,
  identity: Identity,
  { data }: { data: Record<string, string> },
): Promise<Reply> {
  const questionId = idIn(data, 'question');
  const opened = await openRecord(desk, identity, questionId);
  if (!opened) return show({ name: 'notice', notice: 'question-gone' });
  const { seat, question } = opened;
  return show({
    name: 'question',
    school: headingOf(seat.profile),
    questionId,
    from: await desk.staff.nameOf(seat.profile.id, question.askerId),
    askedAt: question.askedAt.toISOString(),
    text: question.text,
  });
}

/** The words of a question that becomes a report, read from the record at that moment; null where there is none to open. */
export async function readQuestion(
  desk: Desk,
  identity: Identity,
  data: Record<string, string>,
): Promise<{ schoolId: string; text: string } | null> {
  const opened = await openRecord(desk, identity, idIn(data, 'question'));
  return opened?.question.text ? { schoolId: opened.seat.profile.id, text: opened.question.text } : null;
}

/** Opens a question in whichever of the person's schools it was asked, where he may read it; the view is audited. */
async function openRecord(desk: Desk, identity: Identity, questionId: string): Promise<Opened | null> {
  for (const seat of questionId ? identity.seats : []) {
    if (!mayReadQuestions(seat.roles)) continue;
    const now = desk.clock.now();
    const question = await desk.store.findQuestion(seat.profile.id, questionId, identity.personId, now);
    if (question) return { seat, question };
  }
  return null;
}

function askForm(identity: Identity, state: Pick<DeskFormView, 'formKey' | 'values'>): DeskFormView {
  const profiles = identity.seats.map(({ profile }) => profile);
  const choices = { school: schoolChoices(identity.seats) };
  return deskForm({ form: 'ask', contacts: sharedContacts(profiles), choices, ...state });
}
