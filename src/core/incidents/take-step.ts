import type { Desk } from '../desk.ts';
import { deskForm, formNotSaved, formNotServed } from '../desk-form.ts';
import type { InboundEvent, Origin, StepName } from '../events.ts';
import type { DeskFormView } from '../form-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { OutgoingMessage } from '../intents.ts';
import { type Reply, replace, show } from '../replies.ts';
import { contactsOf } from '../schools.ts';
import type { NoticeView } from '../views.ts';
import { findByReference, findWork, idIn } from './case-of-event.ts';
import type { CaseWork, StepTaken } from './case-work.ts';
import { lineMessage, refreshMessage, reporterMessage } from './first-messages.ts';
import { openExport } from './open-export.ts';
import { isOwnTask, openOwnTask, submitOwnTask } from './own-tasks.ts';
import { chooseTyped } from './steps/choose-typed.ts';
import { type Decided, type StepContext, staffFor } from './steps/step.ts';
import { mayTake, STEPS } from './steps/steps.ts';
import { submitKey } from './submit-key.ts';
import { workView } from './work-view.ts';

/** A case that changes under every attempt is not fought over: the person keeps his words and sends them again. */
const MOST_TRIES = 4;

/** Steps that would undo what somebody else has just decided: their forms say how long the chronology was when they were opened. */
const LOOKS_AGAIN: readonly StepName[] = ['assess', 'close', 'assign', 'escalate'];

type Submit = Extract<InboundEvent, { kind: 'submit' }>;
type Taken = Extract<Decided, { change: unknown }>;

const notice = (name: NoticeView['notice']): NoticeView => ({ name: 'notice', notice: name });

/** Opens the form of a step. */
export async function openStep(
  desk: Desk,
  identity: Identity,
  event: { origin: Origin; form: StepName; data: Record<string, string>; textRefused?: boolean },
): Promise<Reply> {
  const { form } = event;
  if (form === 'finish-task' && (await isOwnTask(desk, identity, event.data)))
    return openOwnTask(desk, identity, event);
  const context = await contextOf(desk, identity, await withCase(desk, identity, event));
  if (!context) return show(notice('no-such-case'));
  const allowed = mayTake(form, context.seat, context.work);
  if (allowed !== 'yes') return show(notice(allowed));
  const formKey = desk.ids.keyOf(`${form}|${event.origin.eventId}`);
  const view = stepForm(context, form, { formKey });
  if (!view) return show(notice('not-now'));
  return show(event.textRefused ? { ...view, problem: 'text-not-stored' } : view);
}

/** Takes a step: writes it, and shows the case as it stands then, or the same form again with what to look at. */
export async function submitStep(desk: Desk, identity: Identity, event: Submit & { form: StepName }): Promise<Reply> {
  const { form } = event;
  if (form === 'finish-task' && (await isOwnTask(desk, identity, event.data)))
    return submitOwnTask(desk, identity, event);
  const formKey = event.data.key;
  const data = await withCase(desk, identity, event);
  // Somebody else may take a step between reading and writing: then it is decided again on the case as it stands.
  for (let tries = 0; formKey && tries < MOST_TRIES; tries += 1) {
    const context = await contextOf(desk, identity, data);
    if (!context && (await wasTaken(desk, identity, event, formKey))) return replace(notice('step-saved'));
    // Words must not go down with an answer: a missing case and a forbidden one keep them alike.
    if (!context || mayTake(form, context.seat, context.work) === 'read-only') return formNotServed(desk, event);
    const reply = await decideAndTake(await withOther(context, event), event, formKey);
    if (reply) return reply;
  }
  return formKey ? formNotSaved(desk, event) : formNotServed(desk, event);
}

/** Decides a step and writes it; null where the case has changed meanwhile. */
async function decideAndTake(
  context: StepContext,
  event: Submit & { form: StepName },
  formKey: string,
): Promise<Reply | null> {
  const { form } = event;
  const { desk, identity, seat, work } = context;
  const rule = STEPS[form];
  const decided = rule.decide(context, chooseTyped(event.values, rule.prepare?.(context)?.choices ?? {}));
  if ('next' in decided) {
    const next = stepForm({ ...context, data: { ...context.data, ...decided.next } }, form, {
      formKey: desk.ids.keyOf(`${formKey}|next`),
    });
    return replace(next ?? notice('not-now'));
  }
  if ('errors' in decided) {
    // On the second delivery what it asked for is done already, and may look like a mistake.
    if (await wasTaken(desk, { ...identity, seats: [seat] }, event, formKey)) return showAfter(desk, seat, work.caseId);
    const again = stepForm(context, form, { formKey, values: event.values, errors: decided.errors });
    return replace(again ?? { ...formFor(context, form, formKey, event.values), problem: 'not-now' });
  }
  const taken = await desk.store.takeStep(
    seat.profile.id,
    work.caseId,
    seat.viewer,
    {
      key: submitKey(identity.personId, formKey, event.values),
      from: STEPS[form].from,
      acknowledges: STEPS[form].acknowledges,
      chronologyLength: work.chronologyLength,
      ...openedAt(form, context.data),
      ...decided.change,
    },
    { actorId: identity.personId, at: context.now, messages: messagesOf(context, form, decided, formKey) },
  );
  if (!taken) return formNotServed(desk, event);
  if (taken.result === 'changed') return null;
  if (taken.since) {
    const now = { ...context, data: { ...context.data, n: String(work.chronologyLength) } };
    const again = stepForm(now, form, { formKey, values: event.values, errors: {} });
    const changes = await nameChanges(context, taken.since);
    if (again) return replace({ ...again, about: { ...again.about, changes } });
  }
  if (taken.result === 'not-now')
    return replace({ ...formFor(context, form, formKey, event.values), problem: 'not-now' });
  if (form === 'export') return openExport(desk, seat, work, event);
  return showAfter(desk, seat, work.caseId);
}

/** How long the chronology was when the form was opened; left out where it did not say so. */
function openedAt(form: StepName, { n = '' }: Record<string, string>): { openedAtLength?: number } {
  return LOOKS_AGAIN.includes(form) && /^\d{1,6}$/.test(n) ? { openedAtLength: Number(n) } : {};
}

function nameChanges({ desk, profile }: StepContext, since: NonNullable<StepTaken['since']>) {
  return Promise.all(
    since.map(async ({ actorId, entry }) => ({
      actor: actorId === null ? 'e-safety' : await desk.staff.nameOf(profile.id, actorId),
      entry,
    })),
  );
}

/** Whether this very form was saved before: asked also where the person has lost sight of the case by it. */
async function wasTaken(
  desk: Desk,
  { personId, seats }: Identity,
  { values }: Submit,
  formKey: string,
): Promise<boolean> {
  for (const { profile } of seats)
    if (await desk.store.wasTaken(profile.id, submitKey(personId, formKey, values))) return true;
  return false;
}

/** After a step the case is shown as it stands then; somebody who has just lost sight of it reads only that it was saved. */
async function showAfter(desk: Desk, seat: SchoolSeat, caseId: string): Promise<Reply> {
  const work = await desk.store.workOf(seat.profile.id, caseId, seat.viewer, desk.clock.now(), true);
  return replace(work ? await workView(desk, seat, work, true) : notice('step-saved'));
}

async function contextOf(desk: Desk, identity: Identity, data: Record<string, string>): Promise<StepContext | null> {
  const found = await findWork(desk, identity, idIn(data, 'case'), false);
  if (!found) return null;
  const { seat, work } = found;
  const now = desk.clock.now();
  const everybody = await desk.staff.list(seat.profile.id);
  const staff = staffFor(everybody, work, now);
  return { desk, identity, seat, profile: seat.profile, work, staff, everybody, other: null, now, data };
}

/** A task says by itself which case it belongs to: a button has no room for both. */
async function withCase(
  desk: Desk,
  identity: Identity,
  { form, data }: { form: StepName; data: Record<string, string> },
): Promise<Record<string, string>> {
  const taskId = form === 'finish-task' ? idIn(data, 'task') : '';
  for (const { profile } of taskId ? identity.seats : []) {
    const task = await desk.store.taskForMessage(profile.id, taskId);
    if (task) return { ...data, case: task.caseId };
  }
  return data;
}

/** The other case of a link: looked up by its reference in the case's own school, and only where the person may know of it. */
async function withOther(context: StepContext, event: Submit): Promise<StepContext> {
  const { desk, identity, seat, now } = context;
  const reference = event.form === 'link' ? (event.values.reference ?? '') : '';
  const [found] = await findByReference(desk, { ...identity, seats: [seat] }, reference);
  if (!found) return context;
  const other = await desk.store.workOf(seat.profile.id, found.summary.caseId, seat.viewer, now, false);
  return { ...context, other };
}

function stepForm(
  context: StepContext,
  form: StepName,
  state: Pick<DeskFormView, 'formKey'> & Partial<Pick<DeskFormView, 'values' | 'errors'>>,
): DeskFormView | null {
  const rule = STEPS[form];
  const prepared = rule.prepare ? rule.prepare(context) : {};
  if (!prepared) return null;
  return {
    ...formFor(context, form, state.formKey, state.values ?? prepared.values ?? {}),
    errors: state.errors ?? {},
    problem: state.errors ? 'check-fields' : null,
    choices: prepared.choices ?? {},
    about: prepared.about ?? {},
  };
}

function formFor(
  { work, data, seat }: StepContext,
  form: StepName,
  formKey: string,
  values: Record<string, string>,
): DeskFormView {
  const { key: _, variant: __, ...found } = data;
  const { case: ___, ...others } = found;
  // A task says by itself which case it belongs to: a button has no room for both.
  const ids = form === 'finish-task' ? others : found;
  const opened: Record<string, string> = LOOKS_AGAIN.includes(form)
    ? { n: data.n ?? String(work.chronologyLength) }
    : {};
  return deskForm({
    form,
    formKey,
    contacts: contactsOf(seat.profile),
    data: { ...ids, ...opened },
    reference: work.reference,
    values,
  });
}

/** What every step tells: one line below the card, the card as it stands now, and the reporter how it goes. */
function messagesOf(
  { work, identity, now }: StepContext,
  form: StepName,
  { change, line, messages = [] }: Taken,
  formKey: string,
): OutgoingMessage[] {
  const told = reporterUpdateOf(work, form, change);
  return [
    lineMessage(work.caseId, line, identity.personId, formKey, now),
    ...(changesCard(work, form, change) ? [refreshMessage(work.caseId, formKey, now)] : []),
    ...(told === null ? [] : [reporterMessage(work.caseId, told, told === 'closed' ? `closed|${formKey}` : told, now)]),
    ...messages,
  ];
}

/** Whether a step changes anything that the card in the case's place shows; a note, for one, does not. */
function changesCard(work: CaseWork, form: StepName, change: Taken['change']): boolean {
  const { patch, tasks, settleTask, referral, answer } = change;
  const seen = STEPS[form].acknowledges && work.acknowledgedAt === null;
  return seen || [patch, tasks, settleTask, referral, answer].some((part) => part !== undefined);
}

/** A step by which a case is first looked at says that somebody has seen it, whatever else it does. */
function reporterUpdateOf(
  work: CaseWork,
  form: StepName,
  change: Taken['change'],
): 'seen' | 'handled' | 'closed' | null {
  const status = change.patch?.status;
  if (status === undefined) return STEPS[form].acknowledges && work.acknowledgedAt === null ? 'seen' : null;
  if (status === work.status) return null;
  // Reported twice: it goes on in the other case, so it must not read as closed.
  if (form === 'link') return 'handled';
  return status === 'closed' ? 'closed' : 'handled';
}
