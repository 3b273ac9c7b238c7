import { runCommand } from './commands.ts';
import type { Desk } from './desk.ts';
import { failureOf, type InboundEvent } from './events.ts';
import { showHelp } from './help.ts';
import { showHome } from './home.ts';
import { emergencyView, identify } from './identify.ts';
import { acknowledgeCase, noteNotSaved, noteNotServed, openNote, submitNote } from './incidents/case-steps.ts';
import { showMyReports } from './incidents/my-reports.ts';
import { showOpenCases } from './incidents/open-cases.ts';
import { openReport } from './incidents/open-report.ts';
import { reportNotSaved, reportNotServed, submitReport } from './incidents/submit-report.ts';
import { viewCase } from './incidents/view-case.ts';
import { decideRequest } from './people/access-requests.ts';
import { createStillInside, type StillInside } from './people/still-inside.ts';
import { nothing, type Reply, show } from './replies.ts';
import { StoreUnavailable } from './store-port.ts';

/** Answers one event. Never throws: whatever fails becomes a private answer that says what was not saved and what to do now. */
export type Handle = (event: InboundEvent) => Promise<Reply>;

/** Makes the one door through which every event of every platform comes: identify → authorise → dispatch → reply. */
export function createHandle(desk: Desk): Handle {
  const stillInside = createStillInside(desk);
  return async (event) => {
    try {
      return await dispatch(desk, stillInside, event);
    } catch (error) {
      desk.reportError(error instanceof StoreUnavailable ? 'store unavailable' : 'event failed', error);
      return answerFailure(desk, event);
    }
  };
}

async function dispatch(desk: Desk, stillInside: StillInside, event: InboundEvent): Promise<Reply> {
  const { origin } = event;
  if (event.kind === 'joined') return welcome(desk, event);
  // Only what a person typed acts on arrival alone; forms and buttons carry keys or change nothing the second time.
  const identified = await identify(desk, origin, event.kind === 'command');
  if (identified.kind === 'duplicate') return nothing;
  // A code is how somebody unknown becomes known.
  if (event.kind === 'command') return runCommand(desk, event, identified);
  if (identified.kind === 'turned-away') {
    // Whoever had a form open when his account ceased to be served keeps what he typed; it tells him nothing of the school.
    if (event.kind === 'submit' && identified.reason !== 'guest')
      return event.form === 'note' ? noteNotServed(desk, event) : reportNotServed(desk, event);
    return identified.reply;
  }
  const { identity } = identified;
  if (touchesCases(event) && !(await stillInside(origin)))
    return event.kind === 'submit' ? noteNotServed(desk, event) : show(emergencyView(desk, origin, 'guest'));
  switch (event.kind) {
    case 'home':
      return showHome(desk, identity);
    case 'open':
      return event.form === 'note' ? openNote(desk, identity, event) : openReport(desk, identity, event);
    case 'submit':
      return event.form === 'note' ? submitNote(desk, identity, event) : submitReport(desk, identity, event);
    case 'press':
      switch (event.action) {
        case 'acknowledge':
          return acknowledgeCase(desk, identity, event);
        case 'view-case':
          return viewCase(desk, identity, event);
        case 'cases':
          return showOpenCases(desk, identity);
        case 'my-reports':
          return showMyReports(desk, identity);
        case 'help':
          return showHelp(identity, false);
        case 'confirm-request':
        case 'refuse-request':
          return decideRequest(desk, identity, event);
      }
  }
}

/** What shows a case or acts on one. Whoever only reports is not looked up again: nothing may stand in a report's way. */
function touchesCases(event: Exclude<InboundEvent, { kind: 'joined' | 'command' }>): boolean {
  if (event.kind === 'home') return true;
  if (event.kind === 'press') return event.action !== 'help' && event.action !== 'my-reports';
  return event.form === 'note';
}

/** The bot was added somewhere: remembers how to write there, and greets whoever can be served, once. */
async function welcome(desk: Desk, event: Extract<InboundEvent, { kind: 'joined' }>): Promise<Reply> {
  const { origin } = event;
  if (origin.place.kind !== 'personal') {
    await desk.store.rememberPlace(origin, desk.clock.now());
    return nothing;
  }
  const identified = await identify(desk, origin, true);
  return identified.kind === 'known' ? showHelp(identified.identity, false) : nothing;
}

function answerFailure(desk: Desk, event: InboundEvent): Reply {
  if (event.kind === 'joined') return nothing;
  if (event.kind === 'submit') return event.form === 'note' ? noteNotSaved(desk, event) : reportNotSaved(desk, event);
  return show(emergencyView(desk, event.origin, failureOf(event)));
}
