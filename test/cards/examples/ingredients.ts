import type { PersonChoice } from '../../../src/core/form-views.ts';
import type { EmergencyContacts, SchoolHeading } from '../../../src/core/views.ts';

/** The invented school of the examples, still marked as a demo. */
export const demoSchool: SchoolHeading = { name: 'Puddlebrook Primary School', demo: true };

/** An invented school that has gone live. */
export const liveSchool: SchoolHeading = { name: 'Ysgol Trwyn Coch Academy', demo: false };

/** Every number given; they come from the ranges kept free for fiction. */
export const allContacts: EmergencyContacts = {
  duty: { name: 'Safeguarding duty phone', phone: '01632 960101', note: 'term time and holidays' },
  childrensSocialCare: { name: 'Loamshire children’s services', phone: '01632 960202' },
  outOfHours: { name: 'Loamshire emergency duty team', phone: '01632 960303', url: 'https://loamshire.example/urgent' },
};

/** A school that has given no number. */
export const noContacts: EmergencyContacts = { duty: null, childrensSocialCare: null, outOfHours: null };

/** Invented staff to choose from. */
export const demoStaff: PersonChoice[] = [
  { id: 'not-listed', name: 'Someone not on this list', jobTitle: '' },
  { id: 'p-1', name: 'Dilys Featherstonehaugh', jobTitle: 'Designated safeguarding lead' },
  { id: 'p-2', name: 'Barnaby Quillfeather', jobTitle: 'Headteacher' },
  { id: 'p-3', name: 'Zsófia Ó Maolagáin-Æthelwine', jobTitle: 'Year 5 teacher' },
  { id: 'p-4', name: 'Tobias Marmaduke', jobTitle: '' },
];

/** An invented account with a pupil's name, a category, a kind of concern and an address in it: it must never reach a place. */
export const STORY =
  'In the library Pippin Thistlewood showed me a message. It was bullying: somebody had written “nobody wants you here”. She had found more of it at a site she wrote down for me.';

/** An invented pupil. */
export const PUPIL = 'Pippin Thistlewood, 5 Oak';

/** An invented address of concern, defanged. */
export const URL_OF_CONCERN = 'hxxps://chat[.]thistle-gossip[.]example/room/7';

/** Marks that must stay out of summaries and places. */
export const MARKERS = ['Pippin', 'Thistlewood', 'nobody wants you', 'thistle-gossip', 'hxxp', 'Puck the parrot'];

/** What people really paste: accents, emoji, right-to-left text, markup and line breaks. */
export const UNRULY_TEXT = [
  'Café, naïve, Łódź, 東京, 👩‍👧‍👦🏳️‍🌈, e\u0301.',
  '\u05d4\u05d9\u05d0 \u05d0\u05de\u05e8\u05d4: \u05d3\u05d9. \u0642\u0627\u0644\u062a \u0643\u0641\u0649.',
  '*not bold* _not italic_ `not code` ~no~ [no link](https://example.com) <b>no tag</b> <at>nobody</at> @everyone & "quotes"',
  '# no heading\n- no list\n\n\n\ttabbed, and a last line with \\backslashes\\ and {{braces}} $dollar',
].join('\n');

/** Invented text of exactly 10,000 characters, the longest account a form takes. */
export const LONGEST_TEXT = 'Puck the parrot was on the screen again today. 🦜 Nobody laughed. '
  .repeat(160)
  .slice(0, 9_999)
  .concat('.');
