import { describe, expect, it } from 'vitest';
import { renderCardParts } from '../../../adapters/google-chat/card-parts.ts';
import type { GoogleCard, Widget } from '../../../adapters/google-chat/google-card.ts';
import { countBytes, LARGEST_BYTES, MOST_WIDGETS } from '../../../adapters/google-chat/limits.ts';
import { makeMessage, makeMessages } from '../../../adapters/google-chat/message.ts';
import { makeParameters } from '../../../adapters/google-chat/protocol.ts';
import { type RenderRules, renderCard, renderForm } from '../../../adapters/google-chat/render.ts';
import { PlatformLimit } from '../../../adapters/shared/platform-limit.ts';
import type { Action, Block, Card, Field, Form, FormPart } from '../../../cards/model.ts';
import { listButtons, listInputs, showCard } from '../../contract/google-chat/show.ts';
import { expectGolden } from '../../support/golden.ts';

const message: RenderRules = { surface: 'message', buttonFunction: 'esafety' };
const dialog: RenderRules = { surface: 'dialog', buttonFunction: 'esafety' };
const press: Action = {
  kind: 'press',
  name: 'acknowledge',
  label: 'Acknowledge',
  style: 'primary',
  data: { case: 'c1' },
};
const view: Action = { kind: 'press', name: 'view-case', label: 'View detail', data: { case: 'c1' }, private: true };
const open: Action = { kind: 'open', name: 'note', label: 'Add note', style: 'destructive', data: { case: 'c1' } };
const card: Card = {
  kind: 'card',
  name: 'case-card',
  title: 'Case ES-2026-0014',
  summary: 'ES-2026-0014: please acknowledge',
  overline: 'Demo school',
  blocks: [
    { kind: 'notice', tone: 'danger', title: 'Ring 999', text: 'Do not wait.' },
    { kind: 'facts', items: [{ label: 'Status', value: 'New' }] },
    { kind: 'text', text: 'Bold', style: 'strong' },
    { kind: 'text', text: 'Quiet', style: 'subtle' },
    { kind: 'text', text: 'Said', style: 'quote' },
    { kind: 'list', items: ['One', 'Two'], ordered: true },
    { kind: 'entries', items: [{ title: 'ES-2026-0001', text: 'New', action: view }] },
    { kind: 'section', title: 'More & more', blocks: [{ kind: 'list', items: ['<b>x</b>'] }] },
  ],
  actions: [press, view, open],
};
const fields: Field[] = [
  { kind: 'longText', id: 'what', label: 'What happened?', hint: 'Facts.', required: true, maxLength: 10_000 },
  { kind: 'date', id: 'date', label: 'Date', hint: 'Your best guess.', value: '2026-11-10' },
  { kind: 'time', id: 'time', label: 'Time', value: '09:05' },
  {
    kind: 'choice',
    id: 'danger',
    label: 'Danger?',
    style: 'list',
    options: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ],
    value: 'no',
  },
  { kind: 'choice', id: 'type', label: 'Kind', style: 'menu', options: [{ value: '', label: 'Not sure' }] },
  { kind: 'choice', id: 'victim', label: 'Who?', style: 'menu', options: [{ value: 'pupil', label: 'A pupil' }] },
  { kind: 'person', id: 'adult', label: 'Adult', options: [{ value: 'p1', label: 'A Person' }], value: 'p1' },
];
const device: Field = { kind: 'text', id: 'device', label: 'Device', maxLength: 200 };
const form: Form = {
  kind: 'form',
  name: 'report-form',
  title: 'Report a concern',
  summary: 'Report a concern',
  blocks: [{ kind: 'notice', tone: 'danger', title: 'Ring 999', text: 'Do not wait.' }],
  parts: [{ fields }, { title: 'If you know more', fields: [device] }],
  closing: [{ kind: 'notice', tone: 'warning', text: 'Nothing has been sent yet.' }],
  submitLabel: 'Send',
  data: { key: 'form-key-1', variant: 'report' },
};

const withBlocks = (blocks: Block[]): Card => ({ ...card, blocks });
const withParts = (parts: FormPart[]): Form => ({ ...form, parts });
const widgetsOf = (rendered: GoogleCard): Widget[] => rendered.sections.flatMap(({ widgets }) => widgets);
const textOf = (rendered: GoogleCard): string =>
  showCard(rendered, { private: true, notification: null, ref: null as never }).text;
const inputOf = (rendered: GoogleCard, id: string) => listInputs(rendered).find(({ name }) => name === id);
const actionsOf = (rendered: GoogleCard) => listButtons(rendered).map(({ onClick }) => onClick.action);

describe('a card on Google Chat', () => {
  it('keeps its shape', () => {
    expectGolden('google-chat/card.message.json', makeMessage(card, message));
    expectGolden('google-chat/form.dialog.json', renderForm(form, dialog));
    expectGolden('google-chat/form.opener.json', makeMessage(form, message));
  });

  it('notifies with its summary and nothing else', () => {
    const sent = makeMessage(card, message);
    expect(Object.keys(sent).sort()).toEqual(['cardsV2', 'fallbackText']);
    expect(sent.fallbackText).toBe('ES-2026-0014: please acknowledge');
  });

  it('shows a picture with the words that stand for it, in messages and dialogs', () => {
    const picture = {
      kind: 'image',
      url: 'https://esafety.school.example/chart?t=1',
      alt: 'Concerns by kind.',
    } as const;
    for (const rules of [message, dialog]) {
      const { sections } = renderCard({ ...card, blocks: [picture] }, rules);
      expect(sections.flatMap(({ widgets }) => widgets)).toContainEqual({
        image: { imageUrl: picture.url, altText: picture.alt },
      });
    }
  });

  it('opens a dialog from a message for what is private, and acts on the message otherwise', () => {
    expect(actionsOf(renderCard({ ...card, blocks: [] }, message)).map(({ interaction }) => interaction)).toEqual([
      undefined,
      'OPEN_DIALOG',
      'OPEN_DIALOG',
    ]);
    // In a dialog a button that asked for a dialog would be refused.
    for (const { interaction } of actionsOf(renderCard(card, dialog))) expect(interaction).toBeUndefined();
  });

  it('carries identifiers in its buttons, under the name of the address where there is one', () => {
    const url = 'https://esafety.school.example/google-chat/events';
    const [first] = actionsOf(renderCard({ ...card, blocks: [] }, { ...message, buttonFunction: url }));
    expect(first).toEqual({
      function: url,
      parameters: [
        { key: 'act', value: 'press' },
        { key: 'name', value: 'acknowledge' },
        { key: 'case', value: 'c1' },
      ],
    });
    for (const key of ['act', 'name', 'part'])
      expect(() => renderCard({ ...card, actions: [{ ...press, data: { [key]: 'x' } }] }, message)).toThrow(
        PlatformLimit,
      );
  });

  it('shows markup as it was typed', () => {
    const text = '<b>b</b> <a href="http://x.example">x</a> &lt; & <users/all>';
    const rendered = renderCard(
      withBlocks([
        { kind: 'text', text },
        { kind: 'notice', tone: 'info', title: text, text },
        { kind: 'facts', items: [{ label: text, value: text }] },
        { kind: 'list', items: [text] },
        { kind: 'entries', items: [{ title: text, text }] },
        { kind: 'section', title: text, blocks: [{ kind: 'text', text, style: 'quote' }] },
      ]),
      message,
    );
    expect(textOf(rendered).split(text)).toHaveLength(11);
  });

  it('puts a title that the heading would cut into the text', () => {
    expect(renderCard(card, message).header).toEqual({ title: card.title, subtitle: 'Demo school' });
    const title = 'The app cannot write to you privately';
    const rendered = renderCard({ ...card, title }, message);
    expect(rendered.header).toBeUndefined();
    expect(textOf(rendered)).toContain(title);
    expect(textOf(rendered)).toContain('Demo school');
  });

  it('that is nothing but a heading still has a body', () => {
    const rendered = renderCard({ ...card, blocks: [], actions: [] }, message);
    expect(widgetsOf(rendered).length).toBeGreaterThan(0);
    expect(textOf(rendered)).toContain(card.title);
  });
});

describe('a card that is too large for one piece', () => {
  const words = Array.from({ length: 9_000 }, (_, index) => `w${index}ж`);
  const large = withBlocks([
    { kind: 'section', title: 'What happened', blocks: [{ kind: 'text', text: words.join(' ') }] },
    { kind: 'section', title: 'Last', blocks: [{ kind: 'text', text: 'The end.' }] },
  ]);
  const turnTo = (part: number) => makeParameters('press', 'view-case', { case: 'c1' }, part);

  it('is divided without losing a word, each part with the card’s buttons and the way to the others', () => {
    const parts = renderCardParts(large, dialog, turnTo);
    expect(parts.length).toBeGreaterThan(2);
    const shown = new Set(parts.flatMap((part) => textOf(part).split(/\s+/)));
    expect(words.filter((word) => !shown.has(word))).toEqual([]);
    for (const [index, part] of parts.entries()) {
      expect(countBytes(part)).toBeLessThanOrEqual(LARGEST_BYTES);
      expect(textOf(part)).toContain(`Part ${index + 1} of ${parts.length}`);
      const labels = listButtons(part).map(({ text }) => text);
      expect(labels).toEqual(expect.arrayContaining(['Acknowledge', 'View detail', 'Add note']));
      expect(labels.includes('Next part')).toBe(index < parts.length - 1);
      expect(labels.includes('Part before')).toBe(index > 0);
    }
    expect(textOf(parts.at(-1) as GoogleCard)).toContain('The end.');
    const [next] = actionsOf(parts[0] as GoogleCard);
    expect(next?.parameters).toContainEqual({ key: 'part', value: '2' });
  });

  it('is divided where it has too many pieces, too', () => {
    const items = Array.from({ length: 250 }, (_, index) => ({ title: `ES-2026-${index}`, text: 'New', action: view }));
    const parts = renderCardParts(withBlocks([{ kind: 'entries', items }]), dialog, turnTo);
    for (const part of parts) expect(widgetsOf(part).length).toBeLessThanOrEqual(MOST_WIDGETS);
    expect(parts.flatMap((part) => textOf(part).match(/ES-2026-\d+/g) ?? []).length).toBeGreaterThanOrEqual(250);
  });

  it('becomes several messages, each of which Google takes', () => {
    const sent = makeMessages(large, message);
    expect(sent.length).toBeGreaterThan(2);
    for (const each of sent) expect(countBytes(each)).toBeLessThanOrEqual(LARGEST_BYTES);
  });

  it('is refused where only one message can be sent', () => {
    expect(() => makeMessage(large, message)).toThrow(PlatformLimit);
  });

  it('stays in one piece while it fits', () => {
    expect(renderCardParts(card, dialog, turnTo)).toEqual([renderCard(card, dialog)]);
  });
});

describe('a form on Google Chat', () => {
  it('is sent as a whole under its name and key', () => {
    expect(actionsOf(renderForm(form, dialog)).at(-1)?.parameters).toEqual([
      { key: 'act', value: 'submit' },
      { key: 'name', value: 'report' },
      { key: 'key', value: 'form-key-1' },
      { key: 'variant', value: 'report' },
    ]);
    const quick = renderForm({ ...form, data: { key: 'k', variant: 'quick-report' } }, dialog);
    expect(actionsOf(quick).at(-1)?.parameters).toContainEqual({ key: 'name', value: 'quick-report' });
    expect(() => renderForm({ ...form, name: 'unheard-of', data: {} }, dialog)).toThrow(PlatformLimit);
  });

  it('gives a day as its midnight in UTC and a time by the hour', () => {
    const rendered = renderForm(form, dialog);
    expect(inputOf(rendered, 'date')?.valueMsEpoch).toBe(String(Date.parse('2026-11-10T00:00:00Z')));
    expect(inputOf(rendered, 'time')?.valueMsEpoch).toBe(String((9 * 60 + 5) * 60_000));
  });

  it('offers a way back from every choice of a menu that may stay unanswered', () => {
    const items = (id: string) => inputOf(renderForm(form, dialog), id)?.items?.map(({ value }) => value);
    expect(items('type')).toEqual(['∅']);
    expect(items('victim')).toEqual(['∅', 'pupil']);
    expect(items('danger')).toEqual(['yes', 'no']);
  });

  it('folds the optional part away and opens it as soon as something stands in it', () => {
    const folded = (field: Field) => renderForm(withParts([{ fields }, { title: 'More', fields: [field] }]), dialog);
    const part = (rendered: GoogleCard) => rendered.sections.find(({ header }) => header === 'More');
    expect(part(folded(device))).toMatchObject({ collapsible: true, uncollapsibleWidgetsCount: 1 });
    for (const filled of [
      { ...device, value: 'Laptop 14' },
      { ...device, error: 'Please shorten this.' },
    ])
      expect(part(folded(filled))?.collapsible).toBeUndefined();
  });

  it('says above the field what is wrong and keeps what was typed', () => {
    const wrong = { ...(fields[0] as Field), value: 'Typed <b>', error: 'Too short.' };
    const shown = showCard(renderForm(withParts([{ fields: [wrong] }]), dialog), {
      private: true,
      notification: null,
      ref: null as never,
    });
    expect(shown.errors).toEqual({ what: 'Too short.' });
    expect(shown.values).toEqual({ what: 'Typed <b>' });
  });

  it('lets people be found by typing, one of them, and taken back', () => {
    const picker = renderForm(form, dialog).sections.flatMap(({ widgets }) => widgets);
    const found = picker.find(({ selectionInput }) => (selectionInput as { name?: string })?.name === 'adult');
    expect(found?.selectionInput).toMatchObject({ type: 'MULTI_SELECT', multiSelectMaxSelectedItems: 1 });
  });

  it('asks for a typed name where a school is too large for a list, or nobody is known', () => {
    const options = Array.from({ length: 101 }, (_, index) => ({ value: `p${index}`, label: `Person ${index}` }));
    const person = (some: typeof options, value?: string): Field => ({
      kind: 'person',
      id: 'adult',
      label: 'Adult',
      options: some,
      ...(value ? { value } : {}),
    });
    const asked = (field: Field) => inputOf(renderForm(withParts([{ fields: [field] }]), dialog), 'adult');
    expect(asked(person(options, 'p7'))).toMatchObject({ kind: 'textInput', value: 'Person 7' });
    expect(asked(person(options.slice(1), 'p7'))).toMatchObject({ kind: 'selectionInput' });
    expect(asked(person([]))).toMatchObject({ kind: 'textInput' });
  });

  it('gives up the list of people rather than a word of what was typed, and refuses what is still too large', () => {
    const options = Array.from({ length: 100 }, () => ({ value: crypto.randomUUID(), label: 'A Person, Teacher' }));
    const people: Field = { kind: 'person', id: 'adult', label: 'Adult', options };
    const withText = (length: number) =>
      withParts([{ fields: [{ ...(fields[0] as Field), value: 'w'.repeat(length) }, people] }]);
    const rendered = renderForm(withText(25_000), dialog);
    expect(inputOf(rendered, 'adult')).toMatchObject({ kind: 'textInput' });
    expect(inputOf(rendered, 'what')?.value).toHaveLength(25_000);
    expect(() => renderForm(withText(33_000), dialog)).toThrow(PlatformLimit);
  });

  it('is never put into a message: there a button opens it', () => {
    const { card: rendered } = makeMessage({ ...form, data: { key: 'k', case: 'c1' }, name: 'note-form' }, message)
      .cardsV2[0] as { card: GoogleCard };
    expect(listInputs(rendered)).toEqual([]);
    expect(actionsOf(rendered)).toEqual([
      {
        function: 'esafety',
        parameters: [
          { key: 'act', value: 'open' },
          { key: 'name', value: 'note' },
          { key: 'case', value: 'c1' },
        ],
        interaction: 'OPEN_DIALOG',
      },
    ]);
    expect(textOf(rendered)).toContain('Ring 999');
  });

  it('refuses two fields of one name', () => {
    expect(() => renderForm(withParts([{ fields: [device, device] }]), dialog)).toThrow(PlatformLimit);
  });
});
