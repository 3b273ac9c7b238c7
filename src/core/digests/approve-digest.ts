import type { Desk } from '../desk.ts';
import { deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { DigestRecipient } from '../digest-views.ts';
import type { DeskFormView } from '../form-views.ts';
import type { Identity } from '../identify.ts';
import { idIn } from '../incidents/case-of-event.ts';
import { namesSomebody } from '../incidents/steps/names-somebody.ts';
import { type FieldReader, readFields } from '../incidents/steps/read-fields.ts';
import { replace, show } from '../replies.ts';
import { sharedContacts } from '../schools.ts';
import { mayApproveDigests } from './digest-rights.ts';
import type { Lesson } from './digest-store.ts';
import { findDigest, type SeenDigest } from './find-digest.ts';
import { instantsOf } from './make-digest.ts';
import { messagesTo } from './send-digest.ts';
import { digestView, recipientsOf } from './show-digest.ts';

/** More would not go on two pages. */
const MOST_LESSONS = 6;
const NOTE_LIMIT = 600;
const LESSONS_CHANGED = 'The lessons have changed since you opened this. Please choose again.';

/** What somebody decides a digest with. */
interface Deciding extends SeenDigest {
  lessons: Lesson[];
  recipients: DigestRecipient[];
}

/** Approves a digest and sends it to the governors: nothing goes before a person has looked at it (The Key; law 9). */
export const approveDigest: DeskFormRule = {
  async open(desk, identity, { data }) {
    const found = await findToDecide(desk, identity, data);
    if (!found) return show({ name: 'notice', notice: 'not-allowed' });
    if (found.digest.state !== 'draft') return show(await viewOf(desk, found));
    return show(approvalForm(found, { formKey: keyOfForm(desk, found), values: {} }));
  },
  async submit(desk, identity, event) {
    const formKey = event.data.key;
    const found = formKey ? await findToDecide(desk, identity, event.data) : null;
    if (!formKey || !found) return formNotServed(desk, event);
    if (found.digest.state !== 'draft') return replace(await viewOf(desk, found));
    const current = keyOfForm(desk, found);
    if (formKey !== current) {
      const values: Record<string, string> = event.values.note ? { note: event.values.note } : {};
      const errors = { [found.lessons.length > 0 ? lessonField(0) : 'note']: LESSONS_CHANGED };
      return replace({ ...approvalForm(found, { formKey: current, values }), errors, problem: 'check-fields' });
    }
    const now = desk.clock.now();
    const fields = readFields(event.values, now);
    const chosen = found.lessons.filter((_, at) => fields.choice(lessonField(at), ['yes', 'no']) === 'yes');
    const note = fields.text('note', NOTE_LIMIT);
    await refuseNames(desk, found, note, fields);
    if (fields.hasErrors())
      return replace({
        ...approvalForm(found, { formKey, values: event.values }),
        errors: fields.errors,
        problem: 'check-fields',
      });
    const { seat, digest, recipients } = found;
    await desk.store.digests.approve(
      seat.profile.id,
      digest.digestId,
      {
        lessons: [...chosen.map(({ text }) => text), ...(note ? [note] : [])],
        by: identity.personId,
        messages: recipients.flatMap((recipient) => messagesTo(seat.profile, recipient, digest.digestId, now)),
      },
      now,
    );
    // What stands now: the same whether this form did it, or somebody else did a moment before.
    return replace(await viewOf(desk, found));
  },
};

/** What is ticked counts by its number, so that the form stands for the very lessons it showed: with others it is another form. */
const keyOfForm = (desk: Desk, { digest, lessons }: Deciding): string =>
  desk.ids.keyOf(`approve-digest|${digest.digestId}|${lessons.map(({ lessonId }) => lessonId).join()}`);

/** The field that says whether a lesson goes in. */
const lessonField = (at: number): string => `lesson${at + 1}`;

async function findToDecide(desk: Desk, identity: Identity, data: Record<string, string>): Promise<Deciding | null> {
  const found = await findDigest(desk, identity, idIn(data, 'digest'));
  if (!found || !mayApproveDigests(found.seat.profile, found.seat.roles)) return null;
  const { profile } = found.seat;
  const [from, until] = instantsOf(found.digest.content.period);
  const lessons = await desk.store.digests.listLessons(profile.id, from, until);
  return { ...found, lessons: lessons.slice(-MOST_LESSONS), recipients: await recipientsOf(desk, profile) };
}

async function viewOf(desk: Desk, { seat, digest }: SeenDigest) {
  const current = await desk.store.digests.find(seat.profile.id, digest.digestId);
  return digestView(desk, seat.profile, current ?? digest, seat.roles);
}

function approvalForm(
  { seat, digest, lessons, recipients }: Deciding,
  state: Pick<DeskFormView, 'formKey' | 'values'>,
) {
  return deskForm({
    form: 'approve-digest',
    contacts: sharedContacts([seat.profile]),
    data: { digest: digest.digestId },
    about: {
      digest: {
        label: digest.content.period.label,
        version: digest.version,
        meetingOn: digest.meetingOn,
        lessons: lessons.map(({ text }) => text),
        recipients,
      },
    },
    ...state,
  });
}

/** A note goes to every governor: a colleague's name in it is refused. */
async function refuseNames(desk: Desk, { seat }: SeenDigest, note: string | null, fields: FieldReader): Promise<void> {
  if (!note) return;
  const everybody = await desk.staff.list(seat.profile.id);
  if (namesSomebody(note, { work: { names: [], adultIds: [] }, everybody }))
    fields.errors.note = 'This names somebody. Governors read it: please write it without any name.';
}
