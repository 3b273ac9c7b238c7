import type { Desk } from '../desk.ts';
import { type DeskFormState, deskForm, formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { InboundEvent } from '../events.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { submitKey } from '../incidents/submit-key.ts';
import { chosenSeat, schoolChoices } from '../people/choose-school.ts';
import { type Reply, replace, show } from '../replies.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { sharedContacts } from '../schools.ts';
import { uuidOfKey } from '../uuid-of-key.ts';
import { type CurrentPolicy, readPolicies } from './current-policies.ts';
import { findOpened, type OpenedVersion, versionView } from './open-policy.ts';
import { policyIdOf } from './policy-id.ts';
import { movedMessages } from './policy-messages.ts';
import { mayDraft, mayDraftNew } from './policy-rights.ts';
import type { PolicyStep, PolicyVersion } from './policy-store.ts';
import { nextReviewOf, readDraft } from './read-draft.ts';

type Submit = Extract<InboundEvent, { kind: 'submit' }>;

/** What every platform can carry in a list. */
const TITLE_LIMIT = 120;
/** What is chosen for a policy the school does not have yet. */
const NEW = 'new';

/** A policy somebody may draft a version of. */
interface Draftable {
  id: string;
  seat: SchoolSeat;
  policy: CurrentPolicy;
}

/** Drafts a new version of a policy, or changes a draft, and may send it to the senior leaders. */
export const policyDraft: DeskFormRule = {
  async open(desk, identity, { origin, data }) {
    const formKey = desk.ids.keyOf(`policy-draft|${origin.eventId}`);
    if (data.version) {
      const opened = await findOpened(desk, identity, data);
      if (!opened) return show({ name: 'notice', notice: 'not-allowed' });
      if (opened.may !== 'change') return show(await viewOf(desk, identity, opened, null));
      return show(changeForm(opened, opened.version.decisions.length, { formKey, values: valuesOf(opened.version) }));
    }
    const draftable = await listDraftable(desk, identity);
    if (draftable.length === 0 && !mayOpenNew(identity)) return show({ name: 'notice', notice: 'not-allowed' });
    const chosen = draftable.find(({ id }) => id === data.document);
    return show(newForm(identity, draftable, { formKey, values: chosen ? prefill(desk, chosen) : {} }));
  },
  async submit(desk, identity, event) {
    const formKey = event.data.key;
    if (!formKey) return formNotServed(desk, event);
    return event.data.version ? change(desk, identity, event, formKey) : openNew(desk, identity, event, formKey);
  },
};

async function openNew(desk: Desk, identity: Identity, event: Submit, formKey: string): Promise<Reply> {
  const { values } = event;
  const draftable = await listDraftable(desk, identity);
  if (draftable.length === 0 && !mayOpenNew(identity)) return formNotServed(desk, event);
  const again = (errors: Record<string, string>): Reply =>
    replace(newForm(identity, draftable, { formKey, values, errors, problem: 'check-fields' }));
  const chosen = draftable.find(({ id }) => id === values.policy);
  const about = chosen ?? (await readNewTitle(desk, identity, values));
  const { draft, send, errors } = readDraft(values, desk.clock.now(), chosen?.policy ?? null);
  if ('errors' in about || !draft) return again({ ...errors, ...('errors' in about ? about.errors : {}) });

  const { personId } = identity;
  const { profile } = about.seat;
  const key = submitKey(personId, formKey, values);
  const id = uuidOfKey(desk.ids.keyOf(`policy-version|${key}`));
  const title = 'policy' in about ? about.policy.title : about.title;
  const opened = { id, title, createdBy: personId, decisions: [] };
  const step = await stepOf(desk, profile, opened, send, personId, key);
  const isOpened = await desk.store.policies.openVersion(profile.id, { ...draft, id, title, send }, step);
  if (!isOpened)
    return again({ policy: 'A version of this policy is being worked on already. You find it under “policies”.' });
  return shownAfter(desk, identity, { version: id }, 'saved', event);
}

async function change(desk: Desk, identity: Identity, event: Submit, formKey: string): Promise<Reply> {
  const opened = await findOpened(desk, identity, event.data);
  if (!opened || !/^\d{1,4}$/.test(event.data.n ?? '')) return formNotServed(desk, event);
  const { seat, version, may } = opened;
  const decided = Number(event.data.n);
  const holds = (await readPolicies(desk, seat.profile)).find(({ title }) => title === version.title) ?? null;
  const { draft, send, errors } = readDraft(event.values, desk.clock.now(), holds);
  if (!draft) {
    const state = { formKey, values: event.values, errors, problem: 'check-fields' as const };
    return replace(changeForm(opened, decided, state));
  }
  const { personId } = identity;
  const isHis = may === 'change' || version.decisions[decided]?.by === personId;
  if (!isHis) return replace(await viewOf(desk, identity, opened, 'not-changed'));
  const key = submitKey(personId, formKey, event.values);
  const step = await stepOf(desk, seat.profile, version, send, personId, key);
  const saved = await desk.store.policies.changeDraft(seat.profile.id, version.id, decided, { ...draft, send }, step);
  return shownAfter(desk, identity, event.data, saved ? 'saved' : 'not-changed', event);
}

/** What is written with a draft: where it is sent on, with the messages to those who decide. */
async function stepOf(
  desk: Desk,
  profile: SchoolProfile,
  { id, createdBy, decisions }: Pick<PolicyVersion, 'id' | 'createdBy' | 'decisions'>,
  send: boolean,
  personId: string,
  key: string,
): Promise<PolicyStep> {
  const at = desk.clock.now();
  const sent = { stage: 'draft', decision: 'passed', by: personId, at, reason: null, metOn: null } as const;
  const moved = { id, createdBy, stage: 'slt', decisions: [...decisions, sent] } as const;
  const messages = send
    ? await movedMessages(desk, profile, { ...moved, decisions: [...moved.decisions] }, personId)
    : [];
  return { actorId: personId, at, key, messages };
}

/** The version as it stands now, read again after the change. */
async function shownAfter(
  desk: Desk,
  identity: Identity,
  data: Record<string, string>,
  answer: 'saved' | 'not-changed',
  event: Submit,
): Promise<Reply> {
  const opened = await findOpened(desk, identity, data);
  return opened ? replace(await viewOf(desk, identity, opened, answer)) : formNotServed(desk, event);
}

async function viewOf(
  desk: Desk,
  { personId }: Identity,
  { seat, version }: OpenedVersion,
  answer: 'saved' | 'not-changed' | null,
) {
  return versionView(desk, { ...seat, personId }, version, answer);
}

/** The policies somebody may draft a version of, in the schools he works in. */
async function listDraftable(desk: Desk, { seats }: Identity): Promise<Draftable[]> {
  const bySchool = await Promise.all(
    seats.map(async (seat) =>
      (await readPolicies(desk, seat.profile))
        .filter((policy) => mayDraft(policy, seat.roles))
        .map((policy) => ({ id: policyIdOf(desk, seat.profile.id, policy.title), seat, policy })),
    ),
  );
  return bySchool.flat();
}

const mayOpenNew = ({ seats }: Identity): boolean => seats.some(({ roles }) => mayDraftNew(roles));

/** The title of a policy the school does not have yet, and the school it is for. */
async function readNewTitle(
  desk: Desk,
  { seats }: Identity,
  values: Record<string, string>,
): Promise<{ seat: SchoolSeat; title: string } | { errors: Record<string, string> }> {
  if (values.policy !== NEW) return { errors: { policy: 'Please choose the policy.' } };
  const own = seats.filter(({ roles }) => mayDraftNew(roles));
  const seat = chosenSeat(own, values.school);
  if (!seat) return { errors: { school: 'Please choose the school.' } };
  const title = values.title?.trim().replace(/\s+/g, ' ') ?? '';
  if (title === '') return { errors: { title: 'Please give the new policy its title.' } };
  if (title.length > TITLE_LIMIT)
    return { errors: { title: `This is longer than ${TITLE_LIMIT} characters. Please shorten it.` } };
  const policies = await readPolicies(desk, seat.profile);
  const isKnown = policies.some((policy) => policy.title.toLowerCase() === title.toLowerCase());
  if (isKnown) return { errors: { title: 'The school has this policy already. Please choose it above.' } };
  return { seat, title };
}

function newForm(
  identity: Identity,
  draftable: Draftable[],
  state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>,
) {
  const own = identity.seats.filter(({ roles }) => mayDraftNew(roles));
  const isOneSchool = identity.seats.length === 1;
  const policies = draftable.map(({ id, seat, policy }) => ({
    value: id,
    label: isOneSchool ? policy.title : `${policy.title}, ${seat.profile.name}`,
  }));
  const another = own.length > 0 ? [{ value: NEW, label: 'A new policy' }] : [];
  return deskForm({
    form: 'policy-draft',
    contacts: sharedContacts(identity.seats.map(({ profile }) => profile)),
    choices: { policy: [...policies, ...another], school: schoolChoices(own) },
    about: { asks: own.length > 0 ? ['title'] : [] },
    ...state,
  });
}

function changeForm(
  { seat, version }: OpenedVersion,
  decided: number,
  state: Pick<DeskFormState, 'formKey'> & Partial<DeskFormState>,
) {
  const { title, url, nextReviewOn } = version;
  return deskForm({
    form: 'policy-draft',
    contacts: sharedContacts([seat.profile]),
    data: { version: version.id, n: String(decided) },
    about: { policyVersion: { title, version: version.version, url, nextReviewOn } },
    ...state,
  });
}

const valuesOf = ({ version, url, nextReviewOn, monitoringClause }: PolicyVersion): Record<string, string> => ({
  version,
  nextReview: nextReviewOn,
  ...(url ? { url } : {}),
  ...(monitoringClause ? { clause: monitoringClause } : {}),
});

const prefill = (desk: Desk, { id, policy }: Draftable): Record<string, string> => ({
  policy: id,
  nextReview: nextReviewOf(policy, desk.clock.now()),
  ...(policy.url ? { url: policy.url } : {}),
  ...(policy.monitoringClause ? { clause: policy.monitoringClause } : {}),
});
