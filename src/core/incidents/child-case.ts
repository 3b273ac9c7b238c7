import type { Desk } from '../desk.ts';
import type { StaffMember } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { firstMessages } from './first-messages.ts';
import type { NewCase } from './new-case.ts';
import { NOT_LISTED } from './report-form.ts';
import { decideRoute, type RouteQuestion, type RouteSchool } from './route.ts';
import { nextEscalation } from './urgency.ts';

/**
 * The case of a child at risk in a concern about an adult: a case of its own for the safeguarding team, without the allegation
 * (KCSIE part four). It holds the words written for it and nothing else of the concern: no adult, no kind, no time and place.
 * The adult gets no sight of it, whatever function he holds, and nothing in it shows that there is one.
 * @param about the restricted case it is recorded with
 */
export function childCase(
  desk: Pick<Desk, 'ids'>,
  school: RouteSchool,
  given: { about: NewCase; question: RouteQuestion; text: string },
): NewCase {
  const { about, question, text } = given;
  const now = about.reportedAt;
  // Harm from others is what the second C means; whoever works the case says what it is.
  const asked: RouteQuestion = { ...question, adult: 'no', type: null, category: 'contact' };
  // Nothing was reported for anybody else to do: neither address nor device.
  const route = { ...decideRoute(school, asked), handOff: [] };
  const caseId = desk.ids.uuid();
  const year = Number(localDay(now).slice(0, 4));
  return {
    schoolId: about.schoolId,
    key: `${about.key}|child`,
    caseId,
    restricted: false,
    // A number of the school's row that the adult cannot find would show him that there is a case.
    drawnReference: question.adultIds.length > 0 ? desk.ids.unnumberedReference(year) : null,
    year,
    severity: question.severity,
    category: asked.category,
    type: asked.type,
    handleAs: route.handleAs,
    route: route.name,
    source: 'self',
    victim: null,
    place: null,
    occurredAt: now,
    occurredTimeKnown: false,
    noticedOn: null,
    reportedAt: now,
    reporterId: about.reporterId,
    body: {
      what: text,
      who: [],
      adult: null,
      childWords: null,
      urls: [],
      device: null,
      immediateAction: null,
      purpose: null,
      consent: null,
    },
    pupils: [],
    adultIds: [],
    keptFromIds: question.adultIds,
    access: route.access.map((personId) => ({ personId, reason: `route: ${route.name}` })),
    escalateAt: nextEscalation(school.profile, question.severity, now),
    deadlineAt: null,
    remindAt: null,
    tasks: [],
    messages: firstMessages(caseId, { route, tasks: [] }, question.severity, now),
    answer: { ...about.answer, readers: route.readers, restricted: false },
  };
}

/** Whether what the safeguarding team is to read names the adult: by the whole name, or by the surname as a name is written. */
export function namesAdult(text: string, staff: readonly StaffMember[], adultPerson: string | null): boolean {
  const adult = adultPerson === NOT_LISTED ? undefined : staff.find(({ personId }) => personId === adultPerson);
  const name = adult?.name.replace(/\(.*\)/, '').trim() ?? '';
  const surname = name.split(/\s+/).at(-1) ?? '';
  if (surname === '') return false;
  const words = text.split(/[^\p{L}\p{M}\p{N}'’-]+/u).map((word) => word.replace(/['’]s?$/, ''));
  return fold(text).includes(fold(name)) || (/^\p{Lu}/u.test(surname) && words.includes(surname));
}

const fold = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').toLowerCase();
