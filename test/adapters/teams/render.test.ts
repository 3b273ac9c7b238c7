import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { PlatformLimit } from '../../../adapters/shared/platform-limit.ts';
import { makeDialog, makeMessage } from '../../../adapters/teams/message.ts';
import { render } from '../../../adapters/teams/render.ts';
import type { Action, Card, Field, Form } from '../../../cards/model.ts';

// The package has no types of its own.
const MarkdownIt: new (options: object) => { render(text: string): string } = createRequire(import.meta.url)(
  'markdown-it',
);

const golden = new URL('../../golden/teams/', import.meta.url);

/** Compares with the golden file; `UPDATE_GOLDEN=1` writes it. */
function expectGolden(name: string, json: unknown): void {
  const file = new URL(`${name}.json`, golden);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(golden, { recursive: true });
    writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);
  }
  expect(json).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}

const card: Card = {
  kind: 'card',
  name: 'sample',
  title: 'Case ES-2026-0014',
  summary: 'ES-2026-0014 waits for you',
  overline: 'Demo school',
  blocks: [
    { kind: 'notice', tone: 'danger', title: 'Ring 999 first', text: 'Do not wait.' },
    { kind: 'notice', tone: 'info', text: 'One line.\nAnother line.' },
    { kind: 'text', text: 'A heading', style: 'heading' },
    { kind: 'text', text: 'Quoted words', style: 'quote' },
    { kind: 'text', text: 'Less important', style: 'subtle' },
    { kind: 'facts', items: [{ label: 'Status', value: 'New' }] },
    { kind: 'list', items: ['First', 'Second'], ordered: true },
    { kind: 'section', title: 'What to do', blocks: [{ kind: 'list', items: ['Ask'] }] },
  ],
  actions: [
    { kind: 'press', name: 'acknowledge', label: 'Acknowledge', style: 'primary', data: { case: 'case-1' } },
    { kind: 'press', name: 'view-case', label: 'View detail', data: { case: 'case-1' }, private: true },
    { kind: 'open', name: 'note', label: 'Add note', data: { case: 'case-1' } },
    { kind: 'press', name: 'refuse-request', label: 'Refuse', style: 'destructive', data: { request: 'r-1' } },
  ],
};

const fields: Field[] = [
  { kind: 'longText', id: 'what', label: 'What happened?', hint: 'Facts only.', required: true, maxLength: 10_000 },
  {
    kind: 'choice',
    id: 'danger',
    label: 'In danger?',
    options: [{ value: 'yes', label: 'Yes' }],
    style: 'list',
    required: true,
  },
  { kind: 'choice', id: 'type', label: 'What kind?', options: [{ value: '', label: 'Not sure' }], style: 'menu' },
  {
    kind: 'person',
    id: 'adultPerson',
    label: 'Who?',
    options: [{ value: 'p1', label: 'A Person, Teacher' }],
    value: 'p1',
  },
  { kind: 'date', id: 'date', label: 'Date', value: '2026-03-02' },
  { kind: 'time', id: 'time', label: 'Time' },
];
const form: Form = {
  kind: 'form',
  name: 'report-form',
  title: 'Report a concern',
  summary: 'Report a concern',
  blocks: [{ kind: 'notice', tone: 'danger', title: 'Ring 999 first', text: 'Do not wait.' }],
  parts: [
    { fields },
    {
      title: 'If you know more',
      hint: 'No pictures.',
      fields: [{ kind: 'text', id: 'device', label: 'Device', maxLength: 200 }],
    },
  ],
  submitLabel: 'Send',
  data: { key: 'form-key-1', variant: 'report' },
};
const withParts = (parts: Form['parts']): Form => ({ ...form, parts });
const elementsOf = (json: unknown): Record<string, unknown>[] => {
  if (Array.isArray(json)) return json.flatMap(elementsOf);
  if (typeof json !== 'object' || json === null) return [];
  return [json as Record<string, unknown>, ...Object.values(json).flatMap(elementsOf)];
};
const findById = (json: unknown, id: string) => elementsOf(json).find((element) => element.id === id);

describe('a card on Teams', () => {
  it('keeps its shape in a message and in a dialog', () => {
    expectGolden('card.message', makeMessage(card));
    expectGolden('card.dialog', makeDialog(card));
  });

  it('notifies with its summary and nothing else', () => {
    expect(makeMessage(card)).toMatchObject({ summary: 'ES-2026-0014 waits for you' });
    expect(makeMessage(card)).not.toHaveProperty('text');
  });

  it('shows a picture with the words that stand for it', () => {
    const url = 'https://esafety.school.example/chart?t=1';
    const { body } = render({ ...card, blocks: [{ kind: 'image', url, alt: 'Concerns by kind.' }] }, 'card');
    expect(body).toContainEqual({ type: 'Image', url, altText: 'Concerns by kind.', size: 'Stretch' });
  });

  it('opens a dialog for whatever is private, and acts in place otherwise', () => {
    const [acknowledge, viewCase, note] = render(card, 'card').actions ?? [];
    expect(acknowledge).toMatchObject({ type: 'Action.Execute', data: { esafety: { act: 'press', case: 'case-1' } } });
    expect(viewCase).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } });
    expect(note).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } });
  });

  it('has only buttons a dialog knows inside a dialog', () => {
    for (const action of render(card, 'dialog').actions ?? []) {
      expect(action.type).toBe('Action.Submit');
      expect(action.data).not.toHaveProperty('msteams');
    }
  });

  it('never makes markup, a link or a mention of what a person typed', () => {
    const typed =
      '# Big\n**bold** _it_ [here](http://bad.example) <at>Everyone</at> <b>x</b>\n- item\n1. one\n`code` ![p](http://bad.example/i.png)';
    const rendered = render(
      {
        ...card,
        title: typed,
        overline: typed,
        blocks: [
          { kind: 'text', text: typed },
          { kind: 'text', text: typed, style: 'heading' },
          { kind: 'notice', tone: 'info', title: typed, text: typed },
          { kind: 'facts', items: [{ label: 'What', value: typed }] },
          { kind: 'list', items: [typed] },
          { kind: 'section', title: typed, blocks: [] },
        ],
      },
      'card',
    );
    const markdown = new MarkdownIt({ html: true, linkify: true });
    const blocks = elementsOf(rendered.body).filter(({ type }) => type === 'TextBlock');
    expect(blocks).toHaveLength(3);
    for (const { text } of blocks) {
      expect(markdown.render(String(text))).not.toMatch(/<(?!\/?p>|br>)/);
      expect(String(text)).not.toMatch(/<at>/i);
    }
    // All other texts are text runs, which have no markup, and say exactly what was typed.
    const runs = elementsOf(rendered.body).filter(({ type }) => type === 'TextRun');
    expect(runs.map(({ text }) => text)).toContain(
      '**bold** _it_ [here](http://bad.example) <at>Everyone</at> <b>x</b>',
    );
    expect(elementsOf(rendered).map(({ type }) => type)).not.toContain('FactSet');
  });

  it('throws instead of leaving a button out', () => {
    const action: Action = { kind: 'press', name: 'help', label: 'Help', data: {} };
    expect(() => render({ ...card, actions: Array(7).fill(action) }, 'card')).toThrow(PlatformLimit);
  });

  it('throws instead of sending more than 100 KB, counted as Teams counts', () => {
    const text = 'x'.repeat(60_000);
    expect(() => makeMessage({ ...card, blocks: [{ kind: 'text', text }] })).toThrow(PlatformLimit);
  });

  it('throws when identifiers would hide the button’s own data', () => {
    const action: Action = { kind: 'press', name: 'help', label: 'Help', data: { act: 'submit' } };
    expect(() => render({ ...card, actions: [action] }, 'card')).toThrow(PlatformLimit);
  });
});

describe('a form on Teams', () => {
  it('keeps its shape in a message and in a dialog', () => {
    expectGolden('form.message', makeMessage(form));
    expectGolden('form.dialog', makeDialog(form));
  });

  it('is sent in place from a message and as a whole from a dialog', () => {
    const data = { esafety: { act: 'submit', name: 'report', key: 'form-key-1', variant: 'report' } };
    expect(render(form, 'card').actions).toMatchObject([{ type: 'Action.Execute', data }]);
    expect(render(form, 'dialog').actions).toMatchObject([{ type: 'Action.Submit', data }]);
  });

  it('names its variant when it comes back', () => {
    const quick = render({ ...form, data: { key: 'k', variant: 'quick-report' } }, 'card');
    expect(quick.actions).toMatchObject([{ data: { esafety: { name: 'quick-report' } } }]);
    expect(() => render({ ...form, name: 'unheard-of', data: {} }, 'card')).toThrow(PlatformLimit);
  });

  it('folds the optional part away and opens it as soon as something stands in it', () => {
    expect(findById(render(form, 'card'), 'esafety-part-1')).toMatchObject({ isVisible: false });
    const device: Field = { kind: 'text', id: 'device', label: 'Device', maxLength: 200 };
    for (const filled of [
      { ...device, value: 'Laptop 14' },
      { ...device, error: 'Please shorten this.' },
    ]) {
      const shown = render(withParts([{ fields }, { title: 'If you know more', fields: [filled] }]), 'card');
      expect(findById(shown, 'esafety-part-1')).toBeUndefined();
      expect(findById(shown, 'device')).toBeDefined();
    }
  });

  it('says at the field what is wrong and keeps what was typed', () => {
    const wrong: Field = {
      kind: 'longText',
      id: 'what',
      label: 'What happened?',
      maxLength: 100,
      value: 'Typed',
      error: 'Too short.',
    };
    const shown = render(withParts([{ fields: [wrong] }]), 'card');
    const at = shown.body.findIndex(({ id }) => id === 'what');
    expect(shown.body[at]).toMatchObject({ value: 'Typed', label: 'What happened?' });
    expect(shown.body[at - 1]).toMatchObject({ type: 'Container', style: 'attention' });
    expect(JSON.stringify(shown.body[at - 1])).toContain('Too short.');
  });

  it('offers people to find by typing, and shows whom somebody has chosen by name', () => {
    const who: Field = {
      kind: 'person',
      id: 'adultPerson',
      label: 'Who?',
      options: [{ value: 'p1', label: 'A Person, Teacher' }],
    };
    const fresh = render(withParts([{ fields: [who] }]), 'card');
    expect(findById(fresh, 'adultPerson')).toMatchObject({ type: 'Input.ChoiceSet', style: 'filtered' });
    const again = render(withParts([{ fields: [{ ...who, value: 'p1' }] }]), 'card');
    expect(findById(again, 'adultPerson')).toMatchObject({ type: 'Input.ChoiceSet', style: 'compact', value: 'p1' });
  });

  it('asks for a typed name where a school is too large for a list', () => {
    const options = Array.from({ length: 301 }, (_, index) => ({
      value: `p${index}`,
      label: `Person ${index}, Teacher`,
    }));
    const person = findById(
      render(
        withParts([{ fields: [{ kind: 'person', id: 'adultPerson', label: 'Who?', options, value: 'p7' }] }]),
        'card',
      ),
      'adultPerson',
    );
    expect(person).toMatchObject({ type: 'Input.Text', value: 'Person 7, Teacher' });
  });

  it('gives up the list of people rather than a word of what was typed', () => {
    const options = Array.from({ length: 300 }, (_, index) => ({
      value: crypto.randomUUID(),
      label: `Person Number ${index}, Teacher`,
    }));
    const long = 'w'.repeat(24_000);
    const parts = [
      {
        fields: [
          { ...fields[0], value: long } as Field,
          { kind: 'person', id: 'adultPerson', label: 'Who?', options } as Field,
        ],
      },
    ];
    const shown = render(withParts(parts), 'dialog');
    expect(findById(shown, 'adultPerson')).toMatchObject({ type: 'Input.Text' });
    expect(findById(shown, 'what')).toMatchObject({ value: long });
  });

  it('throws for two fields of one name, and for a name that would hide the button’s data', () => {
    expect(() => render(withParts([{ fields: [fields[0] as Field, fields[0] as Field] }]), 'card')).toThrow(
      PlatformLimit,
    );
    expect(() => render(withParts([{ fields: [{ ...(fields[0] as Field), id: 'esafety' }] }]), 'card')).toThrow(
      PlatformLimit,
    );
  });
});
