import type { CaseFile } from '../../src/core/exports/case-file.ts';

/** Names as they are in UK schools: letters the usual fonts lack must not be lost. */
export const HARD_NAMES = ['Zsófia Ó Maolagáin-Æthelwine', 'Łódź', 'Siân Ŵyn', 'Nguyễn Thị Ánh', 'Αθηνά', 'Юлия'];

/** A sentence repeated until it has at least so many characters; each begins with its number. */
export function longText(characters: number): string {
  let text = '';
  for (let number = 1; text.length < characters; number += 1) {
    text += `${number}. She said that the messages began after the holiday and that she had told nobody of them.${number % 6 === 0 ? '\n' : ' '}`;
  }
  return text.trimEnd();
}

/** An invented case file with everything in it; `more` replaces parts. */
export function invented(more: Partial<CaseFile> = {}): CaseFile {
  return {
    format: 'esafety-case-file/1',
    marking: 'OFFICIAL-SENSITIVE',
    reference: 'ES-2026-0014',
    school: { name: 'Larkfield Primary School', demo: true },
    taken: { by: 'Staff lead', at: '2026-11-10T10:00:00.000Z' },
    facts: {
      status: 'referred',
      severity: 'significant',
      category: 'contact',
      type: 'grooming',
      handledAs: 'safeguarding',
      restricted: false,
      occurred: '2026-11-09T15:10:00.000Z',
      noticed: '2026-11-09',
      reported: '2026-11-09T16:00:00.000Z',
      reporter: 'Staff teacher',
      source: 'pupil',
      victim: 'pupil',
      place: 'outside',
      consent: null,
      purpose: 'deliberate',
      acknowledged: { by: 'Staff lead', at: '2026-11-09T16:20:00.000Z' },
      owner: 'Staff lead',
      childProtection: true,
      sendSupport: false,
      outcome: null,
      parentsInformed: 'yes',
      closed: null,
    },
    report: {
      what: 'A pupil showed me messages from somebody she does not know.',
      childWords: '“He said not to tell anybody.” 😀',
      device: 'Tablet 12',
      immediateAction: 'I stayed with her and told the lead.',
    },
    people: [
      { part: 'involved', name: HARD_NAMES[0] as string, details: 'Year 6', birthDate: '2016-03-01', pupilId: 'P-17' },
      { part: 'involved', name: HARD_NAMES[1] as string, details: null, birthDate: null, pupilId: null },
    ],
    addresses: ['hxxps://chat[.]example/room/1'],
    chronology: [
      { at: '2026-11-09T16:00:00.000Z', by: 'Staff teacher', entry: 'recorded', facts: {}, text: null },
      { at: '2026-11-09T16:20:00.000Z', by: 'Staff lead', entry: 'acknowledged', facts: {}, text: null },
      {
        at: '2026-11-09T16:40:00.000Z',
        by: 'Staff lead',
        entry: 'note',
        facts: {},
        text: 'Rang her mother.\n\nShe comes at four.',
      },
    ],
    decisions: [
      {
        at: '2026-11-09T17:00:00.000Z',
        by: 'Staff lead',
        entry: 'assessed',
        facts: { severity: 'significant', category: 'contact', childProtection: 'yes' },
        reason: 'Contact by an adult nobody knows.',
      },
      {
        at: '2026-11-09T17:10:00.000Z',
        by: 'Staff lead',
        entry: 'closed',
        facts: { outcome: 'no_further_action', notReferred: 'Early help knows of it already.', parents: 'yes' },
        reason: 'Nothing more can be done in school.',
      },
    ],
    checklist: [
      {
        guidance: 'Grooming',
        step: 'Keep the messages where they are; take no copies.',
        state: 'done',
        note: null,
        settled: { by: 'Staff lead', at: '2026-11-09T16:50:00.000Z' },
        happenedOn: '2026-11-09',
      },
      {
        guidance: 'Grooming',
        step: 'Tell the police if the person is known.',
        state: 'not-needed',
        note: 'Nobody knows who it is.',
        settled: { by: 'Staff lead', at: '2026-11-09T16:52:00.000Z' },
        happenedOn: null,
      },
      { guidance: 'Grooming', step: 'Report it to CEOP.', state: 'open', note: null, settled: null, happenedOn: null },
    ],
    tasks: [
      {
        kind: 'ict',
        text: 'Block the address in the filter.',
        owner: 'Staff ict',
        askedBy: 'Staff lead',
        due: '2026-11-10T12:00:00.000Z',
        state: 'done',
        settled: { by: 'Staff ict', at: '2026-11-09T18:00:00.000Z' },
        result: 'Blocked for all pupils.',
      },
    ],
    referrals: [
      {
        agency: 'childrens_social_care',
        person: 'Duty worker',
        on: '2026-11-09',
        by: 'Staff lead',
        theirReference: 'M-4711',
        shared: 'The report and the chronology.',
        purpose: 'To protect the child.',
        responseDue: '2026-11-10T17:00:00.000Z',
        fields: {},
        state: 'waiting',
        answer: null,
      },
    ],
    disclosures: [
      {
        at: '2026-11-10T09:30:00.000Z',
        by: 'Staff head',
        what: 'case-file',
        recipient: 'Detective sergeant of the county force',
        purpose: 'A criminal investigation.',
        fetched: '2026-11-10T09:32:00.000Z',
      },
    ],
    notFetched: [
      {
        at: '2026-11-10T09:20:00.000Z',
        by: 'Staff head',
        what: 'case-data',
        recipient: 'The next school',
        purpose: 'She was to move.',
      },
    ],
    linked: [{ reference: 'ES-2026-0009', kind: 'linked' }],
    audit: [
      {
        who: 'Staff lead',
        seen: 4,
        changed: 6,
        takenOut: 1,
        first: '2026-11-09T16:20:00.000Z',
        last: '2026-11-10T09:00:00.000Z',
      },
    ],
    ...more,
  };
}
