import type { Desk } from '../desk.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { OutgoingMessage } from '../intents.ts';
import { type Reply, replace, show } from '../replies.ts';
import { caseCard } from './case-card.ts';
import { findWork, idIn } from './case-of-event.ts';
import type { CaseChange, CaseWork, StepTaken } from './case-work.ts';
import { lineMessage, personLane, refreshMessage, reporterMessage } from './first-messages.ts';
import { WHILE_OPEN, worksCases } from './steps/step.ts';
import { workView } from './work-view.ts';

interface CaseEvent {
  data: Record<string, string>;
}

const noSuchCase: Reply = show({ name: 'notice', notice: 'no-such-case' });
const readOnly: Reply = show({ name: 'notice', notice: 'read-only' });
const notNow: Reply = show({ name: 'notice', notice: 'not-now' });

/** Marks a case as seen by a person and tells the reporter so; pressed again, it changes nothing and shows the same. */
export async function acknowledgeCase(desk: Desk, identity: Identity, event: CaseEvent): Promise<Reply> {
  const caseId = idIn(event.data, 'case');
  const at = desk.clock.now();
  for (const seat of caseId ? identity.seats : []) {
    // Whoever only reads it does not handle it: the ladder must go on.
    if (!worksCases(seat.profile, seat.roles)) {
      if (await desk.store.findCase(seat.profile.id, caseId, seat.viewer)) return readOnly;
      continue;
    }
    const messages = [
      lineMessage(caseId, 'acknowledged', identity.personId, 'once', at),
      refreshMessage(caseId, 'acknowledged', at),
      reporterMessage(caseId, 'seen', 'seen', at),
    ];
    const step = { actorId: identity.personId, at, messages };
    const done = await desk.store.acknowledgeCase(seat.profile.id, caseId, seat.viewer, step);
    if (done) return replace(await caseCard(desk, seat.profile, done.summary));
  }
  return noSuchCase;
}

/** Takes a case over that was passed up: whoever had it in hand is told, 1:1 and in the thread. */
export async function takeCase(desk: Desk, identity: Identity, event: CaseEvent): Promise<Reply> {
  const found = await findWork(desk, identity, idIn(event.data, 'case'), false);
  if (!found) return noSuchCase;
  const { seat, work } = found;
  if (!worksCases(seat.profile, seat.roles)) return readOnly;
  if (work.status === 'closed') return notNow;
  if (work.ownerId !== identity.personId || work.acknowledgedAt === null) {
    const taken = await takeIt(desk, seat, work, identity.personId);
    if (!taken) return noSuchCase;
    if (taken.result === 'not-now') return notNow;
  }
  // Where somebody else was faster, the case shows in whose hands it is now.
  return showWork(desk, identity, event);
}

function takeIt(desk: Desk, seat: SchoolSeat, work: CaseWork, personId: string): Promise<StepTaken | null> {
  const { caseId, ownerId, chronologyLength } = work;
  const at = desk.clock.now();
  // The same person takes it from the same person once, however often the button is pressed.
  const occasion = `${personId}|${ownerId ?? ''}|${chronologyLength}`;
  const messages = [
    lineMessage(caseId, 'taken', personId, occasion, at),
    refreshMessage(caseId, `taken|${occasion}`, at),
    ...(work.acknowledgedAt === null ? [reporterMessage(caseId, 'seen', 'seen', at)] : []),
    ...toldOfTaking(caseId, ownerId === personId ? null : ownerId, personId, occasion, at),
  ];
  const change: CaseChange = {
    key: `take|${caseId}|${occasion}`,
    entry: 'taken',
    text: null,
    from: WHILE_OPEN,
    acknowledges: true,
    chronologyLength,
    // Its clock is set anew at the next tick.
    patch: { ownerId: personId, remindAt: null },
  };
  return desk.store.takeStep(seat.profile.id, caseId, seat.viewer, change, { actorId: personId, at, messages });
}

function toldOfTaking(
  caseId: string,
  personId: string | null,
  byId: string,
  occasion: string,
  dueAt: Date,
): OutgoingMessage[] {
  if (personId === null) return [];
  return [
    {
      lane: personLane(personId),
      dedupeKey: `case-taken|${caseId}|${occasion}`,
      intent: { kind: 'case-taken', caseId, personId, byId },
      dueAt,
    },
  ];
}

/** Opens everything that is needed for the next step in a case; the view is audited. */
export async function showWork(desk: Desk, identity: Identity, { data }: CaseEvent): Promise<Reply> {
  const found = await findWork(desk, identity, idIn(data, 'case'), true);
  return found ? show(await workView(desk, found.seat, found.work)) : noSuchCase;
}
