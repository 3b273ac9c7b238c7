import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readButton } from '../../../adapters/slack/buttons.ts';
import { joinInputs, listInputs } from '../../../adapters/slack/continuations.ts';
import { cutForFields, cutText } from '../../../adapters/slack/cut-text.ts';
import { renderHome, renderMessage, renderModal } from '../../../adapters/slack/render.ts';
import { EMPTY_CHOICE } from '../../../adapters/slack/render-options.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { Block, Card, Field, Form, Option } from '../../../cards/model.ts';
import { STEP_NAMES } from '../../../src/core/events.ts';
import { everyExampleView } from '../../cards/example-views.ts';
import { showView } from '../../contract/slack/show.ts';

type Json = Record<string, unknown>;

/** Whether no character of two units was cut in half. */
const isWhole = (text: string): boolean => encodeURIComponent(text).length >= text.length;

const card = (blocks: Block[], more: Partial<Card> = {}): Card => ({
  kind: 'card',
  name: 'help',
  title: 'A title',
  summary: 'A summary',
  blocks,
  actions: [],
  ...more,
});
const form = (fields: Field[], more: Partial<Form> = {}): Form => ({
  kind: 'form',
  name: 'report-form',
  title: 'Report a concern',
  summary: 'Report a concern',
  blocks: [],
  parts: [{ fields }],
  submitLabel: 'Send',
  data: { key: 'k', variant: 'report' },
  ...more,
});
const people = (count: number): Option[] =>
  Array.from({ length: count }, (_, index) => ({ value: `p${index}`, label: `Person ${index}` }));
const blocksOf = (view: { blocks: Json[] }, type: string): Json[] => view.blocks.filter((block) => block.type === type);
const elementOf = (view: { blocks: Json[] }, id: string): Json =>
  view.blocks.find(({ block_id }) => block_id === id)?.element as Json;
const wordsOf = (view: { blocks: Json[]; type: string }): string => showView(view, { at: 'nowhere' }).text;

describe('a message', () => {
  it('escapes what Slack reads as markup in the text of a notification, and nothing in its blocks', () => {
    const { text, blocks } = renderMessage(
      card([{ kind: 'text', text: '<!channel> & *you*' }], { summary: '<b> & c' }),
    );
    expect(text).toBe('&lt;b&gt; &amp; c');
    expect(JSON.stringify(blocks)).toContain('<!channel> & *you*');
    expect(JSON.stringify(blocks)).not.toContain('mrkdwn');
  });

  it('cannot be filled in: a form’s message says the same first and has a button that opens it', () => {
    const { blocks } = renderMessage(form([], { blocks: [{ kind: 'text', text: 'Ring 999.' }] }));
    expect(JSON.stringify(blocks)).toContain('Ring 999.');
    const [button] = (blocks.at(-1) as Json).elements as Json[];
    expect(button).toMatchObject({ action_id: 'esafety:open:report:0', value: '{}' });
  });

  it('opens the form of every step with the identifiers it is about', () => {
    const steps = everyExampleView().flatMap(({ view }) => (view.name === 'desk-form' ? [view] : []));
    expect(new Set(steps.map(({ form: name }) => name)).size).toBeGreaterThan(STEP_NAMES.length);
    for (const view of steps) {
      const [open] = (renderMessage(describeView(view)).blocks.at(-1) as Json).elements as Json[];
      const button = readButton({ action_id: String(open?.action_id), value: String(open?.value) });
      expect(button).toEqual({ act: 'open', name: view.form, ids: view.data });
    }
  });

  it('shows a picture with the words that stand for it, which Slack takes up to 2,000 characters of', () => {
    const url = 'https://esafety.school.example/chart?t=1';
    const picture = (alt: string) => card([{ kind: 'image', url, alt }]);
    expect(renderMessage(picture('x'.repeat(2000))).blocks).toContainEqual({
      type: 'image',
      image_url: url,
      alt_text: 'x'.repeat(2000),
    });
    expect(() => renderMessage(picture('x'.repeat(2001)))).toThrow('Slack cannot carry this');
  });

  it('is refused when it is longer than Slack takes', () => {
    const long = card([{ kind: 'text', text: 'word '.repeat(3000) }]);
    expect(() => renderMessage(long)).toThrow('Slack cannot carry this');
  });
});

describe('a long text', () => {
  it('is cut into blocks that hold all of it', () => {
    const text = Array.from({ length: 2000 }, (_, index) => `word${index}`).join(' ');
    const view = renderModal(card([{ kind: 'section', title: 'What happened', blocks: [{ kind: 'text', text }] }]));
    const pieces = blocksOf(view, 'rich_text');
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) expect(JSON.stringify(piece).length).toBeLessThan(3200);
    expect(wordsOf(view).replaceAll('\n', '')).toContain(text);
  });

  it('is put together from its pieces, whatever it is', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 40 }), (text, longest) => {
        const pieces = cutText(text, longest);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => piece.length <= longest && isWhole(piece))).toBe(true);
        const joined = cutForFields(text, longest).reduce(
          (whole, piece, index) => `${whole}${index > 0 && piece.newLine ? '\n' : ''}${piece.text}`,
          '',
        );
        expect(joined).toBe(text);
      }),
    );
  });

  it('comes back from the inputs it was spread over as it was', () => {
    const lines = fc.array(fc.string({ minLength: 1, maxLength: 1500 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, (parts) => {
        const value = parts.join('\n');
        const inputs = listInputs({ kind: 'longText', id: 'what', label: 'What?', maxLength: 10_000, value });
        const typed = Object.fromEntries(inputs.map((input) => [input.blockId, input.value]));
        for (const text of Object.values(typed)) expect(text.length).toBeLessThanOrEqual(3000);
        expect(joinInputs(typed)).toEqual({ what: value });
      }),
    );
  });

  it('has room for all that its field allows', () => {
    const view = renderModal(
      form([{ kind: 'longText', id: 'what', label: 'What?', required: true, maxLength: 10_000 }]),
    );
    expect(blocksOf(view, 'input').map(({ block_id }) => block_id)).toEqual(['what', 'what~2', 'what~3', 'what~4']);
    expect(blocksOf(view, 'input').map(({ optional }) => optional)).toEqual([false, true, true, true]);
    expect(elementOf(view, 'what').max_length).toBe(3000);
    expect(wordsOf(view)).toContain('If you need more room (optional)');
  });
});

describe('a case with many entries', () => {
  const entries = (count: number): Block[] =>
    Array.from({ length: count }, (_, index): Block[] => [
      { kind: 'text', text: `Entry ${index}`, style: 'subtle' },
      { kind: 'text', text: `Its text ${index}` },
    ]).flat();

  it('is shown closer together rather than cut', () => {
    const view = renderModal(card(entries(120)));
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    for (let index = 0; index < 120; index += 1) expect(wordsOf(view).split('\n')).toContain(`Its text ${index}`);
  });

  it('is refused where even that does not help', () => {
    const items = Array.from({ length: 120 }, (_, index) => ({ title: `t${index}`, text: 'x' }));
    expect(() => renderModal(card([{ kind: 'entries', items }]))).toThrow('Slack cannot carry this');
  });

  it('keeps its numbers where a list is cut', () => {
    const items = Array.from({ length: 40 }, (_, index) => `${index} ${'x'.repeat(200)}`);
    const lists = blocksOf(renderModal(card([{ kind: 'list', items, ordered: true }])), 'rich_text');
    expect(lists.length).toBeGreaterThan(2);
    const inside = lists.flatMap(({ elements }) => elements as { offset?: number; elements: Json[] }[]);
    const offsets = inside.map(({ offset = 0 }) => offset);
    const counts = inside.map(({ elements }) => elements.length);
    expect(offsets).toEqual(counts.map((_, index) => counts.slice(0, index).reduce((sum, count) => sum + count, 0)));
  });
});

describe('a dialog', () => {
  it('shows a title of more than 24 characters as a heading inside', () => {
    expect(renderModal(card([])).title).toMatchObject({ text: 'A title' });
    const long = 'Whom the school’s policy tells you to inform';
    const view = renderModal(card([], { title: long }));
    expect(view.title).toMatchObject({ text: 'e-safety' });
    expect(blocksOf(view, 'header')).toMatchObject([{ text: { text: long } }]);
  });

  it('carries the form’s identifiers unseen, and no more of them than Slack takes', () => {
    expect(renderModal(form([])).private_metadata).toBe(
      '{"shows":"report-form","data":{"key":"k","variant":"report"}}',
    );
    expect(() => renderModal(form([], { data: { key: 'k'.repeat(3000), variant: 'report' } }))).toThrow('carries');
  });

  it('shows an error above its field and what stands above the button last', () => {
    const field: Field = { kind: 'text', id: 'device', label: 'Which device?', maxLength: 10, error: 'Too long.' };
    const closing: Block[] = [{ kind: 'notice', tone: 'danger', title: 'NOT saved', text: 'Look above.' }];
    const shown = showView(renderModal(form([field], { closing })), { at: 'nowhere' });
    expect(shown.errors.device).toContain('Too long.');
    expect(shown.text.split('\n').slice(-2)).toEqual(['❗ NOT saved', 'Look above.']);
  });

  it('is refused with more blocks or bytes than Slack takes', () => {
    const many = Array.from({ length: 101 }, (_, index): Field => ({ kind: 'date', id: `d${index}`, label: 'When?' }));
    expect(() => renderModal(form(many))).toThrow('blocks');
    expect(() =>
      renderModal(
        form([
          { kind: 'date', id: 'a', label: 'x' },
          { kind: 'date', id: 'a', label: 'y' },
        ]),
      ),
    ).toThrow('same id');
  });
});

describe('a choice', () => {
  const choose = (options: Option[], style: 'list' | 'menu', value?: string) =>
    renderModal(
      form([{ kind: 'choice', id: 'c', label: 'Which?', options, style, ...(value === undefined ? {} : { value }) }]),
    );

  it('shows up to ten options at once and more in a menu', () => {
    expect(elementOf(choose(people(10), 'list', 'p3'), 'c')).toMatchObject({
      type: 'radio_buttons',
      initial_option: { value: 'p3' },
    });
    expect(elementOf(choose(people(11), 'list'), 'c').type).toBe('static_select');
  });

  it('stands for an option without a value by one that Slack takes', () => {
    const options = [
      { value: '', label: 'Not known' },
      { value: 'x', label: 'X' },
    ];
    expect(elementOf(choose(options, 'menu', ''), 'c').initial_option).toMatchObject({ value: EMPTY_CHOICE });
    expect(elementOf(choose(options, 'menu'), 'c').initial_option).toBeUndefined();
  });

  it('shows all words of a long label, on a second line or above', () => {
    const long = 'A label that goes on and on until it is far longer than the seventy-five characters of an option';
    const [option] = elementOf(choose([{ value: 'x', label: long }], 'list'), 'c').options as Record<string, Json>[];
    expect(`${option?.text?.text} ${option?.description?.text}`).toBe(long);
    const longer = `${long} ${long}`;
    const view = choose(
      [
        { value: 'x', label: longer },
        { value: 'y', label: 'Short' },
      ],
      'list',
      'y',
    );
    expect(wordsOf(view)).toContain(`1. ${longer}`);
    expect(elementOf(view, 'c').initial_option).toMatchObject({ text: { text: '2' }, value: 'y' });
  });
});

describe('a choice of people', () => {
  const choose = (count: number, value?: string) =>
    renderModal(
      form([{ kind: 'person', id: 'p', label: 'Who?', options: people(count), ...(value ? { value } : {}) }]),
    );

  it('is a menu, in groups of a hundred where there are more', () => {
    expect(elementOf(choose(100, 'p7'), 'p')).toMatchObject({ type: 'static_select', initial_option: { value: 'p7' } });
    const { option_groups: groups, options } = elementOf(choose(250), 'p') as {
      option_groups: { options: Json[] }[];
      options: unknown;
    };
    expect(options).toBeUndefined();
    expect(groups.map((group) => group.options.length)).toEqual([100, 100, 50]);
  });

  it('is a text field where the list would be larger than a dialog, with the name that was chosen', () => {
    const element = elementOf(choose(5000, 'p7'), 'p');
    expect(element).toMatchObject({ type: 'plain_text_input', initial_value: 'Person 7' });
    expect(wordsOf(choose(5000))).toContain('Type the person’s full name.');
    expect(elementOf(choose(10_001), 'p').type).toBe('plain_text_input');
    expect(elementOf(choose(0), 'p').type).toBe('plain_text_input');
  });

  it('keeps a name that was typed and is not on the list', () => {
    expect(elementOf(choose(5, 'Somebody Else'), 'p')).toMatchObject({
      type: 'plain_text_input',
      initial_value: 'Somebody Else',
    });
  });
});

describe('the bot’s own page', () => {
  it('lists entries with a button each', () => {
    const action = { kind: 'press', name: 'view-case', label: 'View detail', data: { case: 'c1' } } as const;
    const view = renderHome(card([{ kind: 'entries', items: [{ title: 'ES-1', text: 'New', action }] }]));
    const [entry] = blocksOf(view, 'section');
    expect(entry).toMatchObject({
      text: { type: 'mrkdwn', text: '*ES-1*\nNew', verbatim: true },
      accessory: { action_id: 'esafety:press:view-case:0', value: '{"case":"c1"}' },
    });
    expect(view.type).toBe('home');
    const [plain] = blocksOf(
      renderHome(card([{ kind: 'entries', items: [{ title: 'ES-1', text: '*New*' }] }])),
      'section',
    );
    expect(plain).toMatchObject({ text: { type: 'plain_text', text: 'ES-1\n*New*' } });
  });

  it('is refused with a button that carries more than Slack takes', () => {
    const action = { kind: 'press', name: 'help', label: 'Help', data: { case: 'c'.repeat(2000) } } as const;
    expect(() => renderHome(card([], { actions: [action] }))).toThrow('carries');
    expect(() => renderHome(card([], { actions: [{ ...action, data: {}, label: 'H'.repeat(76) }] }))).toThrow('button');
  });
});
