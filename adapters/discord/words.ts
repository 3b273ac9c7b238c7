/** The few words that only Discord needs; all others are the cards' own. */
export const WORDS = {
  answer: 'Your answer',
  typeName: 'Type the person’s full name',
  datePlaceholder: 'DD/MM/YYYY',
  timePlaceholder: 'HH:MM, such as 14:30',
  continued: (label: string): string => `${label} (continued)`,
  oneOf: (label: string, index: number, count: number): string => `${label} (${index} of ${count})`,
  pageTitle: (title: string, page: number, count: number): string => `${title} (${page} of ${count})`,
  openForm: 'Open the form',
  continue: (page: number, count: number): string => `Continue (${page} of ${count})`,
  change: (page: number, count: number): string => (count === 1 ? 'Change your answers' : `Change page ${page}`),
  notSent: 'Nothing has been sent yet',
  pressSend: 'Everything that has to be answered is there. Press Send, or go on: the rest is optional.',
  pressSendNow: 'Everything that has to be answered is there. Press Send.',
  goOn: 'Please go on with the next page.',
  filledIn: 'Filled in',
  stillNeeded: 'Still needed',
  next: 'Next',
  part: (part: number, count: number): string => `Part ${part} of ${count}`,
  moreRoom: (label: string, page: number): string => `There is more room for “${label}” on page ${page}.`,
  notKept: 'NOT saved',
  notKeptText: 'What you typed could not be kept. It stands below: copy it if you need it.',
  pageNotKeptText:
    'What you typed on this page could not be put to the pages before just now. It stands below: copy it if you need it. The pages before are still kept. Nothing has been sent. Please press a button here again in a moment.',
  yourWords: 'Your words',
  formGone:
    'What was typed into this form is no longer kept here: it was sent already, or is too old. To see what was recorded, type /esafety mine. If it is not there, it was NOT saved: please report it again. If somebody is in danger now, ring 999.',
  formUnread:
    'What you typed into this form could not be read just now, so nothing was sent: it is NOT saved. Your words are still kept. Please wait a moment and press Send, or the button you pressed, again. If somebody is in danger now, ring 999.',
  inServer:
    'This chat does not say which school you belong to. Please type /esafety in your school’s server: only you see the answer. Nothing was recorded. If somebody is in danger now, ring 999.',
} as const;
