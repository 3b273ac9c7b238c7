import { runCommand } from './commands.ts';
import type { Desk } from './desk.ts';
import { formNotSaved, formNotServed } from './desk-form.ts';
import { deskFormRules } from './desk-forms.ts';
import { failureOf, type InboundEvent, isReportForm, isStep } from './events.ts';
import { showHelp } from './help.ts';
import { showHome } from './home.ts';
import { emergencyView, identify } from './identify.ts';
import { openReport } from './incidents/open-report.ts';
import { reportNotSaved, reportNotServed, submitReport } from './incidents/submit-report.ts';
import { openStep, submitStep } from './incidents/take-step.ts';
import { createStillInside, type StillInside } from './people/still-inside.ts';
import { pressRules } from './presses.ts';
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
  if (event.kind === 'command') return runCommand(desk, event, identified, stillInside);
  if (identified.kind === 'turned-away') {
    // Whoever had a form open when his account ceased to be served keeps what he typed; it tells him nothing of the school.
    if (event.kind === 'submit' && identified.reason !== 'guest')
      return isReportForm(event.form) ? reportNotServed(desk, event) : formNotServed(desk, event);
    return identified.reply;
  }
  const { identity } = identified;
  if (touchesCases(event) && !(await stillInside(origin)))
    return event.kind === 'submit' ? formNotServed(desk, event) : show(emergencyView(desk, origin, 'guest'));
  switch (event.kind) {
    case 'home':
      return showHome(desk, identity);
    case 'open': {
      const { form } = event;
      if (isReportForm(form)) return openReport(desk, identity, { ...event, form });
      return isStep(form)
        ? openStep(desk, identity, { ...event, form })
        : deskFormRules[form].open(desk, identity, event);
    }
    case 'submit': {
      const { form } = event;
      if (isReportForm(form)) return submitReport(desk, identity, event);
      return isStep(form)
        ? submitStep(desk, identity, { ...event, form })
        : deskFormRules[form].submit(desk, identity, event);
    }
    case 'press':
      return pressRules[event.action](desk, identity, event);
  }
}

/** What touches no case: whoever only reports is not looked up again, for nothing may stand in a report's way. */
const TOUCHES_NO_CASE: readonly string[] = [
  'help',
  'my-reports',
  'contacts',
  'report',
  'quick-report',
  'add-to-report',
  'ask',
  'policies',
  'own-list',
  'acknowledge-document',
  'read-bulletin',
  'checklist',
];

function touchesCases(event: Exclude<InboundEvent, { kind: 'joined' | 'command' }>): boolean {
  // A question becomes a report with its text in the form: whoever opens that is looked up as whoever opens the question.
  if (event.kind === 'home' || (event.kind === 'open' && event.data.question)) return true;
  return !TOUCHES_NO_CASE.includes(event.kind === 'press' ? event.action : event.form);
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
  if (event.kind === 'submit')
    return isReportForm(event.form) ? reportNotSaved(desk, event) : formNotSaved(desk, event);
  return show(emergencyView(desk, event.origin, failureOf(event)));
}
