import type { Desk } from '../desk.ts';
import { deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { InboundEvent } from '../events.ts';
import type { DeskFormView } from '../form-views.ts';
import type { Identity } from '../identify.ts';
import { readFields } from '../incidents/steps/read-fields.ts';
import { submitKey } from '../incidents/submit-key.ts';
import { replace, show } from '../replies.ts';
import { sharedContacts } from '../schools.ts';
import { findOpened, type OpenedVersion, versionView } from './open-policy.ts';
import { movedMessages } from './policy-messages.ts';
import type { NewDecision } from './policy-store.ts';
import { type PolicyStage, stageAfter } from './policy-version.ts';

const REASON_LIMIT = 2_000;

/** The decision of the senior leaders about a version, or the governing body's as it is recorded. */
export const policyDecide: DeskFormRule = {
  async open(desk, identity, { origin, data }) {
    const opened = await findOpened(desk, identity, data);
    if (!opened) return show({ name: 'notice', notice: 'not-allowed' });
    // Decided meanwhile: what stands now, instead of a form that could change nothing.
    if (opened.may !== 'decide') return show(await viewOf(desk, identity, opened, null));
    const formKey = desk.ids.keyOf(`policy-decide|${origin.eventId}`);
    return show(
      decideForm(opened, opened.version.decisions.length, { formKey, values: {}, errors: {}, problem: null }),
    );
  },
  async submit(desk, identity, event) {
    const opened = await findOpened(desk, identity, event.data);
    const formKey = event.data.key;
    if (!opened || !formKey || !/^\d{1,4}$/.test(event.data.n ?? '')) return formNotServed(desk, event);
    const decided = Number(event.data.n);
    // By the record, not by what came with the form; of a form that was delivered before, the stage it decided about.
    const stage = opened.version.decisions[decided]?.stage ?? opened.version.stage;
    const decision = readDecision(desk, event, stage);
    // Somebody, or this form delivered before, has decided: what was asked here is no longer open.
    if (opened.version.decisions.length === decided && 'errors' in decision) {
      const state = { formKey, values: event.values, errors: decision.errors, problem: 'check-fields' as const };
      return replace(decideForm(opened, decided, state));
    }
    const saved = 'errors' in decision ? false : await decide(desk, identity, opened, decided, decision, event);
    const again = await findOpened(desk, identity, event.data);
    return replace(await viewOf(desk, identity, again ?? opened, saved ? 'saved' : 'not-changed'));
  },
};

async function decide(
  desk: Desk,
  { personId }: Identity,
  { seat, version, may }: OpenedVersion,
  decided: number,
  decision: NewDecision,
  { data, values }: Extract<InboundEvent, { kind: 'submit' }>,
): Promise<boolean> {
  const now = desk.clock.now();
  const { id, stage, createdBy, decisions } = version;
  const made = { ...decision, stage, by: personId, at: now };
  const moved = {
    id,
    createdBy,
    stage: decision.decision === 'passed' ? stageAfter(stage) : ('draft' as const),
    decisions: [...decisions, made],
  };
  // Who may not decide (any longer) is answered from the record alone: his form may be the one that was carried out.
  const isHis = may === 'decide' || decisions[decided]?.by === personId;
  if (!isHis) return false;
  return desk.store.policies.decideVersion(seat.profile.id, id, decided, decision, {
    actorId: personId,
    at: now,
    key: submitKey(personId, data.key ?? '', values),
    messages: may === 'decide' ? await movedMessages(desk, seat.profile, moved, personId) : [],
  });
}

function readDecision(
  desk: Desk,
  { values }: Extract<InboundEvent, { kind: 'submit' }>,
  stage: PolicyStage,
): NewDecision | { errors: Record<string, string> } {
  const fields = readFields(values, desk.clock.now());
  const decision = fields.choice('decision', ['passed', 'returned'], 'Please choose what was decided.');
  const isReturned = decision === 'returned';
  const missing = isReturned ? 'Please say what should be changed.' : undefined;
  const reason = fields.text('reason', REASON_LIMIT, missing);
  const asksDay = stage === 'governors' && decision === 'passed';
  const metOn = fields.day('metOn', 'past', asksDay ? 'Please give the day of the meeting.' : undefined);
  if (fields.hasErrors() || !decision) return { errors: fields.errors };
  return { decision, reason, metOn };
}

function decideForm(
  { seat, version }: OpenedVersion,
  decided: number,
  state: Pick<DeskFormView, 'formKey' | 'values' | 'errors' | 'problem'>,
): DeskFormView {
  const { title, url, nextReviewOn } = version;
  return deskForm({
    form: 'policy-decide',
    contacts: sharedContacts([seat.profile]),
    data: { version: version.id, n: String(decided), kind: version.stage },
    about: { policyVersion: { title, version: version.version, url, nextReviewOn } },
    ...state,
  });
}

async function viewOf(
  desk: Desk,
  { personId }: Identity,
  { seat, version }: OpenedVersion,
  answer: 'saved' | 'not-changed' | null,
) {
  return versionView(desk, { ...seat, personId }, version, answer);
}
