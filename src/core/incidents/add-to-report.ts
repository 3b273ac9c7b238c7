import type { Desk } from '../desk.ts';
import { deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { DeskFormView } from '../form-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { OutgoingMessage } from '../intents.ts';
import { replace, show } from '../replies.ts';
import { contactsOf } from '../schools.ts';
import type { CaseForMessage } from '../store-port.ts';
import { idIn } from './case-of-event.ts';
import { alertMessage, lineMessage, refreshMessage } from './first-messages.ts';
import { TEXT_LIMIT } from './steps/note.ts';
import { readFields } from './steps/read-fields.ts';
import { submitKey } from './submit-key.ts';

/** What a reporter does with a report of his own: says more, or takes it back, which is a note and changes nothing else. */
const WISHES = ['add', 'withdraw'] as const;

interface OwnReport {
  seat: SchoolSeat;
  item: CaseForMessage;
}

/** More to say about one's own report, open or closed; or it is taken back, as a note (no status or clock changes). */
export const addToReport: DeskFormRule = {
  async open(desk, identity, { origin, data }) {
    const own = await findOwn(desk, identity, data);
    if (!own) return show({ name: 'notice', notice: 'no-such-report' });
    const formKey = desk.ids.keyOf(`add-to-report|${origin.eventId}`);
    return show(addForm(own, { formKey, values: { wish: 'add' } }));
  },
  async submit(desk, identity, event) {
    const formKey = event.data.key;
    const own = formKey ? await findOwn(desk, identity, event.data) : null;
    if (!own || !formKey) return formNotServed(desk, event);
    const at = desk.clock.now();
    const fields = readFields(event.values, at);
    const wish = fields.choice('wish', WISHES, 'Please choose what you want to do.');
    const missing = wish === 'add' ? 'Please write what you want to add.' : undefined;
    const text = fields.text('more', TEXT_LIMIT, missing);
    if (fields.hasErrors() || !wish) {
      const again = addForm(own, { formKey, values: event.values });
      return replace({ ...again, errors: fields.errors, problem: 'check-fields' });
    }
    const entry = wish === 'add' ? 'reporter-added' : 'reporter-withdrew';
    const { seat, item } = own;
    const saved = await desk.store.addToReport(
      seat.profile.id,
      identity.personId,
      item.caseId,
      { key: submitKey(identity.personId, formKey, event.values), entry, text: text ?? '' },
      { actorId: identity.personId, at, messages: await messagesOf(desk, own, identity.personId, entry, formKey, at) },
    );
    if (!saved) return formNotServed(desk, event);
    return replace({ name: 'notice', notice: wish === 'add' ? 'added-to-report' : 'withdrawn' });
  },
};

async function findOwn(desk: Desk, identity: Identity, data: Record<string, string>): Promise<OwnReport | null> {
  const reportId = idIn(data, 'report');
  for (const seat of reportId ? identity.seats : []) {
    const item = await desk.store.caseForMessage(seat.profile.id, reportId);
    if (item?.reporterId !== identity.personId) continue;
    // Whom his own report turned out to be about keeps his receipt, and takes no more part in it (law 4).
    return item.adultIds.includes(identity.personId) ? null : { seat, item };
  }
  return null;
}

/**
 * The case's thread is told that there is more, never what; so is whoever has it in hand, 1:1, for a channel notifies nobody.
 * A restricted case has no thread, and another may have none either: then everybody who has access is told.
 */
async function messagesOf(
  desk: Desk,
  { item }: OwnReport,
  reporterId: string,
  entry: 'reporter-added' | 'reporter-withdrew',
  formKey: string,
  at: Date,
): Promise<OutgoingMessage[]> {
  const { schoolId, caseId, restricted, ownerId, accessIds } = item;
  const occasion = `${formKey}-${at.getTime()}`;
  const hasThread = !restricted && (await desk.store.casePost(schoolId, caseId)) !== null;
  const readers = hasThread ? (ownerId ? [ownerId] : []) : [...new Set([...(ownerId ? [ownerId] : []), ...accessIds])];
  const others = readers.filter((personId) => personId !== reporterId);
  const absent = others.length > 0 ? await desk.store.listAbsent(schoolId, at) : new Set<string>();
  const present = others.filter((personId) => !absent.has(personId));
  return [
    ...(restricted ? [] : [lineMessage(caseId, entry, null, occasion, at), refreshMessage(caseId, occasion, at)]),
    ...(present.length > 0 ? present : others).map((personId) =>
      alertMessage(caseId, personId, 'reporter-added', occasion, at),
    ),
  ];
}

function addForm({ seat, item }: OwnReport, state: Pick<DeskFormView, 'formKey' | 'values'>): DeskFormView {
  const data = { report: item.caseId };
  return deskForm({
    form: 'add-to-report',
    contacts: contactsOf(seat.profile),
    data,
    reference: item.reference,
    ...state,
  });
}
