import { failureOf, type InboundEvent, isReportForm } from '../../src/core/events.ts';
import type { EmergencyContacts, View } from '../../src/core/views.ts';

/** Nothing is known of the school here: the words in `cards/` still say 999. */
const NO_CONTACTS: EmergencyContacts = { duty: null, childrensSocialCare: null, outOfHours: null };

const IN_DANGER = 'If somebody is in danger now, ring 999.';

const LAST_WORDS = {
  unavailable: 'This was NOT saved. Please tell the safeguarding lead in person.',
  'not-shown': 'This could not be shown. Nothing was changed.',
  'not-known': 'There was no answer. Please look again whether it was done.',
};

/** For the case that not even the failure could be described: nobody may take silence for "recorded". */
export function lastWords(event: InboundEvent): string {
  return `${LAST_WORDS[failureOf(event)]} ${IN_DANGER}`;
}

/**
 * What a person sees when the core threw or is late: the form with everything typed, marked as not saved; without a form,
 * what to do now. The form keeps its key, so that a second submit of something saved after all is recorded once.
 */
export function viewWhenFailed(event: InboundEvent): View {
  if (event.kind !== 'submit')
    return { name: 'emergency', reason: failureOf(event), accountHelp: 'the school office', contacts: NO_CONTACTS };
  const { form, data, values } = event;
  const kept = { formKey: data.key ?? '', values, errors: {}, problem: 'not-saved', contacts: NO_CONTACTS } as const;
  if (!isReportForm(form)) {
    const { key: _, variant: __, ...ids } = data;
    return { name: 'desk-form', form, data: ids, reference: null, choices: {}, about: {}, ...kept };
  }
  // The staff list is out of reach, but the choice that keeps a report from somebody must survive a second Send.
  const { adultPerson } = values;
  const people = adultPerson ? [{ id: adultPerson, name: 'The person you chose', jobTitle: '' }] : [];
  return { name: 'report-form', school: null, variant: form, people, schools: [], ...kept };
}
