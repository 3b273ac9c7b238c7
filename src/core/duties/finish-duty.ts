import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { InboundEvent } from '../events.ts';
import type { DeskFormView } from '../form-views.ts';
import type { Identity } from '../identify.ts';
import { type FieldReader, readFields } from '../incidents/steps/read-fields.ts';
import { type Reply, replace, show } from '../replies.ts';
import { contactsOf } from '../schools.ts';
import type { DutyKind } from './duty-kinds.ts';
import { DUTY_OUTCOMES, type DutyNote } from './duty-store.ts';
import { dutyView } from './duty-view.ts';
import { type FoundDuty, findDuty } from './find-duty.ts';

type Submit = Extract<InboundEvent, { kind: 'submit' }>;

const NOTE_LIMIT = 2_000;
const EVIDENCE_LIMIT = 300;

/** What comes with evidence, where it can be asked for; of an audit it has to be named (Wessex 18.3). */
const WITH_EVIDENCE: readonly DutyKind[] = [
  'it_audit',
  'security_review',
  'filtering_review',
  'filter_check',
  'risk_review',
  'accreditation',
  'prevent_risk_assessment',
  'prevent_partnership',
  'prevent_training',
  'prevent_it_policies',
  'workshop',
];
const EVIDENCE_REQUIRED: readonly DutyKind[] = ['it_audit'];

/** Says that a duty was done, or why it is not needed this time; where two sign, each writes what was found. */
export const finishDuty: DeskFormRule = {
  async open(desk, identity, { data, origin }) {
    const found = await findDuty(desk, identity, data);
    if (!found?.maySign) return show({ name: 'notice', notice: 'task-gone' });
    return show(finishForm(found, { formKey: desk.ids.keyOf(`finish-duty|${origin.eventId}`) }));
  },
  async submit(desk, identity, event) {
    const formKey = event.data.key;
    const found = formKey ? await findDuty(desk, identity, event.data) : null;
    if (!formKey || !found) return formNotServed(desk, event);
    if (!found.maySign) return settledBefore(desk, identity, found, event);
    const fields = readFields(event.values, desk.clock.now());
    const note = readNote(found, fields);
    if (!note || fields.hasErrors()) {
      const state = { formKey, values: event.values, errors: fields.errors, problem: 'check-fields' as const };
      return replace(finishForm(found, state));
    }
    const { duty, seat } = found;
    const signed = await desk.store.duties.signDuty(
      seat.profile.id,
      duty.dutyId,
      { ...note, as: partOf(found), needsSecond: duty.second !== null },
      { actorId: identity.personId, at: desk.clock.now(), messages: [] },
    );
    return signed ? shown(desk, identity, event.data) : settledBefore(desk, identity, found, event);
  },
};

/** The same form, delivered again, gets the same answer; what somebody else was too late with is his to keep, and not saved. */
async function settledBefore(desk: Desk, identity: Identity, found: FoundDuty, event: Submit): Promise<Reply> {
  const now = await findDuty(desk, identity, event.data);
  if (now && [now.duty.doneBy, now.duty.secondBy].includes(identity.personId)) return shown(desk, identity, event.data);
  const { key: formKey = '' } = event.data;
  const errors = {
    outcome: 'A colleague has settled it meanwhile. Your words were not saved: copy them if you need them.',
  };
  return replace(finishForm(found, { formKey, values: event.values, errors, problem: 'check-fields' }));
}

/** What stands now, read again after the change. */
async function shown(desk: Desk, identity: Identity, data: Record<string, string>): Promise<Reply> {
  const found = await findDuty(desk, identity, data);
  if (!found) return replace({ name: 'notice', notice: 'task-gone' });
  const { seat, duty, maySign } = found;
  const record = await desk.store.duties.openDuty(seat.profile.id, duty.dutyId, identity.personId, desk.clock.now());
  return replace(await dutyView(desk, seat.profile, duty, maySign, record));
}

function readNote(found: FoundDuty, fields: FieldReader): DutyNote | null {
  const { kind, second } = found.duty;
  const outcome = fields.choice('outcome', DUTY_OUTCOMES, 'Please say whether it was done.');
  const missing = missingNote(outcome === 'not-needed', second !== null);
  const note = fields.text('note', NOTE_LIMIT, missing);
  const needsEvidence = EVIDENCE_REQUIRED.includes(kind) && outcome === 'done' && partOf(found) === 'first';
  const evidence = fields.text(
    'evidence',
    EVIDENCE_LIMIT,
    needsEvidence ? 'Please say where the evidence is kept.' : undefined,
  );
  return outcome === null ? null : { outcome, note, evidence };
}

function missingNote(notNeeded: boolean, twoSign: boolean): string | undefined {
  if (notNeeded) return 'Please say why it is not needed this time.';
  return twoSign ? 'Please write what you found.' : undefined;
}

const partOf = ({ duty }: FoundDuty): 'first' | 'second' => (duty.state === 'waits-for-second' ? 'second' : 'first');

function finishForm(found: FoundDuty, state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>): DeskFormView {
  const { duty, seat } = found;
  return deskForm({
    form: 'finish-duty',
    data: { duty: duty.dutyId },
    contacts: contactsOf(seat.profile),
    about: {
      duty: { kind: duty.kind, subject: duty.subject, part: partOf(found), twoSign: duty.second !== null },
      asks: WITH_EVIDENCE.includes(duty.kind) ? ['evidence'] : [],
    },
    ...state,
  });
}
