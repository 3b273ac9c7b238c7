import type { ReceiptView } from '../src/core/views.ts';
import { addToReportButton, myReportsButton } from './buttons.ts';
import { writeMoment } from './dates.ts';
import { listContacts, startWith999 } from './emergency-blocks.ts';
import type { Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** What the reporter keeps once the record is committed: the reference, who will read it and when. */
export function describeReceipt(view: ReceiptView): Card {
  const contacts = listContacts(view.contacts);
  const title = `Recorded as ${view.reference}${view.child ? ` and ${view.child.reference} for the child` : ''}`;
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      ...(view.immediate ? startWith999(view.contacts, 'Do not wait for an answer here.') : []),
      { kind: 'facts', items: listFacts(view) },
      ...(view.immediate && view.readers.length > 0 ? [beingMessaged] : []),
      ...(view.readers.length === 0 ? [nobodyThere] : []),
      ...(view.readers.length > 0 && view.child?.readers.length === 0 ? [nobodyForTheChild] : []),
      ...describeSecrecy(view),
      ...(view.notReadUntil === null ? [] : [writeNotReadUntil(view.notReadUntil, contacts.length > 0)]),
      ...(view.immediate ? [] : contacts),
      {
        kind: 'text',
        text: 'You will be told when somebody has seen it. If you hear more, add it here. You may always ring children’s social care or the police yourself.',
      },
    ],
    actions: [addToReportButton(view.reportId), myReportsButton],
  };
}

const beingMessaged: Block = {
  kind: 'text',
  text: 'They are being messaged now, because you said somebody is in danger.',
  style: 'strong',
};

const onlyThey: Block = { kind: 'text', text: 'Only they, and those who stand in for them, are told of it.' };

const onlyTheyOfAdult: Block = {
  kind: 'text',
  text: 'Only they, and those who stand in for them, are told of the adult.',
};

const tellOfTheChildToo: Block = {
  kind: 'text',
  text: 'The safeguarding lead is not told. If a child is at risk, please send a second report about the child, without the adult’s name.',
};

const withoutTheAdult: Block = {
  kind: 'text',
  text: 'The safeguarding lead has only what you wrote about the child, and is told nothing of the adult.',
};

function describeSecrecy(view: ReceiptView): Block[] {
  if (!view.restricted || view.readers.length === 0) return view.child ? [withoutTheAdult] : [];
  return view.child ? [onlyTheyOfAdult, withoutTheAdult] : [onlyThey, tellOfTheChildToo];
}

const nobodyThere: Block = {
  kind: 'notice',
  tone: 'danger',
  title: 'Nobody can be told by this app now',
  text: 'Your report is saved. Please ring one of the numbers here, or children’s social care or the police.',
};

const nobodyForTheChild: Block = {
  kind: 'notice',
  tone: 'danger',
  title: 'Nobody can be told about the child by this app now',
  text: 'Both are saved. Please ring one of the numbers here, or children’s social care or the police.',
};

function listFacts(view: ReceiptView): { label: string; value: string }[] {
  return [
    { label: 'Who will read it', value: listReaders(view.readers) },
    ...(view.child ? [{ label: 'Who will read about the child', value: listReaders(view.child.readers) }] : []),
    { label: 'Recorded', value: writeMoment(view.recordedAt) },
    ...(view.notReadUntil === null && !view.immediate && view.readers.length > 0
      ? [{ label: 'When', value: 'They are being told now.' }]
      : []),
  ];
}

const listReaders = (readers: readonly string[]): string => (readers.length > 0 ? readers.join(', ') : 'Nobody yet');

function writeNotReadUntil(until: string, hasContacts: boolean): Block {
  const whom = hasContacts ? 'ring one of the numbers here' : 'ring children’s social care or the police';
  return {
    kind: 'notice',
    tone: 'warning',
    title: `It may not be read until ${writeMoment(until)}.`,
    text: `If it cannot wait, ${whom}. In immediate danger, ring 999.`,
  };
}
