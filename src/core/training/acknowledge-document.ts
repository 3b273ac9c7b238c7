import type { Desk } from '../desk.ts';
import { deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { DeskFormView } from '../form-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { readFields } from '../incidents/steps/read-fields.ts';
import { replace, show } from '../replies.ts';
import { readPolicies } from '../reviews/current-policies.ts';
import { localDay } from '../school/calendar.ts';
import { academicYearOf } from '../school/school-year.ts';
import { contactsOf } from '../schools.ts';
import { type AskedDocument, askedDocuments } from './asked-documents.ts';
import { documentIdOf, ownListOf, showOwnList } from './own-list.ts';
import { settleInductions } from './settle-inductions.ts';

interface Found {
  seat: SchoolSeat;
  asked: AskedDocument;
}

/** Says that one has read and understood a document, in the version that holds (Wessex 21.2: the clause on monitoring stands before it). */
export const acknowledgeDocument: DeskFormRule = {
  async open(desk, identity, { origin, data }) {
    const found = await findDocument(desk, identity, data);
    // There is a newer version, or the list has changed: what holds now is shown.
    if (!found) return showOwnList(desk, identity, {});
    return show(documentForm(found, data, desk.ids.keyOf(`acknowledge|${origin.eventId}`)));
  },
  async submit(desk, identity, event) {
    const { data, values } = event;
    const formKey = data.key;
    const found = formKey ? await findDocument(desk, identity, data) : null;
    if (!formKey || !found) return formNotServed(desk, event);
    const at = desk.clock.now();
    const fields = readFields(values, at);
    fields.choice('understood', ['yes'], 'Please choose it once you have read the document.');
    if (fields.hasErrors()) {
      const form = documentForm(found, data, formKey);
      return replace({ ...form, values, errors: fields.errors, problem: 'check-fields' });
    }
    const { seat, asked } = found;
    const today = localDay(at);
    await desk.store.training.acknowledge(seat.profile.id, {
      personId: identity.personId,
      document: asked.document,
      version: asked.version,
      year: academicYearOf(today),
      at,
    });
    await settleInductions(desk, seat.profile, [identity.personId]);
    const view = await ownListOf(desk, identity, seat);
    return replace(view ?? { name: 'notice', notice: 'training-saved' });
  },
};

async function findDocument(desk: Desk, identity: Identity, data: Record<string, string>): Promise<Found | null> {
  for (const seat of identity.seats) {
    const { profile } = seat;
    const documents = askedDocuments(profile, await readPolicies(desk, profile));
    const asked = documents.find(
      ({ document, version }) => documentIdOf(desk, profile.id, document, version) === data.document,
    );
    if (asked) return { seat, asked };
  }
  return null;
}

function documentForm({ seat, asked }: Found, data: Record<string, string>, formKey: string): DeskFormView {
  const { document, version, url, monitoringClause } = asked;
  return deskForm({
    form: 'acknowledge-document',
    formKey,
    contacts: contactsOf(seat.profile),
    data: { document: data.document ?? '' },
    about: { reading: { document, version: version || null, url, monitoringClause } },
  });
}
