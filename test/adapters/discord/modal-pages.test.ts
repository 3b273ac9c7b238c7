import { describe, expect, it } from 'vitest';
import { COMPONENT, type Component } from '../../../adapters/discord/components.ts';
import { layOutPages, renderModal } from '../../../adapters/discord/modal-pages.ts';
import { PlatformLimit } from '../../../adapters/shared/platform-limit.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { Field, Form } from '../../../cards/model.ts';
import type { ReportFormView } from '../../../src/core/form-views.ts';
import { noteForm } from '../../support/desk-form.ts';
import { IDS } from './fixtures.ts';

const contacts = { duty: null, childrensSocialCare: null, outOfHours: null };
const view: ReportFormView = {
  name: 'report-form',
  school: { name: 'School', demo: true },
  variant: 'report',
  formKey: IDS.key,
  values: { date: '2026-11-10' },
  errors: {},
  problem: null,
  people: [{ id: 'p1', name: 'Hope Head', jobTitle: 'Headteacher' }],
  schools: [],
  contacts,
};
const note = noteForm({ data: { case: IDS.case }, reference: 'ES-2026-0014', formKey: IDS.key, contacts });
const formOf = (change: Partial<ReportFormView> = {}): Form => describeView({ ...view, ...change }) as Form;
const idsOf = (form: Form): string[][] =>
  layOutPages(form).map(({ components }) =>
    components.flatMap(({ component }) => ((component as Component | undefined)?.custom_id as string) ?? []),
  );
const inputOf = (form: Form, id: string): Component | undefined =>
  layOutPages(form)
    .flatMap(({ components }) => components)
    .map(({ component }) => component as Component | undefined)
    .find((component) => component?.custom_id === id);
const makeForm = (...fields: Field[]): Form => ({ ...formOf({ school: null }), blocks: [], parts: [{ fields }] });

describe('the report form', () => {
  it('asks what has to be answered on its first two pages, in order, and the rest on later ones', () => {
    expect(idsOf(formOf())).toEqual([
      ['adult', 'adultPerson', 'what'],
      ['category', 'who', 'date', 'time', 'danger'],
      ['place', 'childNeeds', 'type', 'type~1', 'childWords'],
      ['urls', 'device', 'actionTaken', 'onBehalfOf', 'consent'],
      ['victim', 'purpose', 'noticedDate'],
    ]);
  });

  it('says 999 before the first question', () => {
    const [first] = layOutPages(formOf())[0]?.components ?? [];
    expect(first?.type).toBe(COMPONENT.textDisplay);
    expect(first?.content).toContain('ring 999 now');
  });

  it('asks for the school before the account', () => {
    const schools = [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ];
    expect(idsOf(formOf({ schools })).slice(0, 2)).toEqual([
      ['adult', 'adultPerson', 'school'],
      ['what', 'category', 'who', 'date', 'danger'],
    ]);
  });

  it('has one page as the short form, and as a note', () => {
    expect(idsOf(formOf({ variant: 'quick-report', values: {} }))).toEqual([['adult', 'what', 'danger']]);
    expect(idsOf(describeView(note) as Form)).toEqual([['note']]);
  });

  it('keeps every modal within the limits', () => {
    for (const form of [formOf(), formOf({ variant: 'quick-report' }), describeView(note) as Form]) {
      layOutPages(form).forEach((_, page) => {
        const modal = renderModal(form, page, IDS.guild);
        expect((modal.custom_id as string).length).toBeLessThanOrEqual(100);
        expect((modal.title as string).length).toBeLessThanOrEqual(45);
        expect((modal.components as Component[]).length).toBeLessThanOrEqual(5);
        for (const { type, label, description } of modal.components as Component[]) {
          if (type !== COMPONENT.label) continue;
          expect(String(label).length).toBeLessThanOrEqual(45);
          expect(String(description ?? '').length).toBeLessThanOrEqual(100);
        }
      });
    }
  });
});

describe('a long text', () => {
  it('gets a further field on a page at the end as soon as its field is nearly full', () => {
    expect(idsOf(formOf({ values: { what: 'x'.repeat(3899) } })).at(-1)).toEqual(['victim', 'purpose', 'noticedDate']);
    expect(idsOf(formOf({ values: { what: 'x'.repeat(3900) } })).at(-1)).toEqual(['what~1']);
    expect(idsOf(formOf({ values: { what: 'x'.repeat(7950) } })).at(-1)).toEqual(['what+1', 'what~2']);
    expect(idsOf(formOf({ values: { what: 'x'.repeat(9999) } })).at(-1)).toEqual(['what+1', 'what+2']);
  });

  it('stands in its fields whole', () => {
    const what = Array.from({ length: 1500 }, (_, index) => `w${index}`).join(' ');
    const form = formOf({ values: { what } });
    const values = ['what', 'what+1', 'what+2'].map((id) => inputOf(form, id)?.value ?? '');
    expect(values.join('')).toBe(what);
    for (const value of values) expect(String(value).length).toBeLessThanOrEqual(4000);
  });
});

describe('a choice', () => {
  const options = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Option ${index}` }));

  it('shows up to ten options at once, and more in a menu', () => {
    const choice = (count: number): Form =>
      makeForm({ kind: 'choice', id: 'c', label: 'Which?', style: 'list', options: options(count) });
    expect(inputOf(choice(10), 'c')?.type).toBe(COMPONENT.radioGroup);
    expect(inputOf(choice(11), 'c')?.type).toBe(COMPONENT.stringSelect);
  });

  it('with more options than a menu holds goes on in a second menu, and neither has to be answered', () => {
    const form = makeForm({
      kind: 'choice',
      id: 'c',
      label: 'Which?',
      style: 'menu',
      required: true,
      options: options(27),
      value: 'v20',
    });
    const menus = ['c', 'c~1'].map((id) => inputOf(form, id));
    expect(menus.map((menu) => (menu as { options: unknown[] } | undefined)?.options.length)).toEqual([14, 13]);
    expect(menus.map((menu) => menu?.required)).toEqual([false, false]);
    expect(JSON.stringify(menus[1])).toContain('"default":true');
    expect(JSON.stringify(menus[0])).not.toContain('"default":true');
  });

  it('of more people than a menu holds is a name to type, with the name of who was chosen', () => {
    const people = Array.from({ length: 26 }, (_, index) => ({ id: `p${index}`, name: `Name ${index}`, jobTitle: '' }));
    const form = formOf({ people, values: { adultPerson: 'p7' } });
    expect(inputOf(form, 'adultPerson')).toMatchObject({ type: COMPONENT.textInput, value: 'Name 7' });
    expect(inputOf(formOf({ people: people.slice(0, 25) }), 'adultPerson')?.type).toBe(COMPONENT.stringSelect);
    expect(inputOf(formOf({ people: [] }), 'adultPerson')?.type).toBe(COMPONENT.textInput);
  });

  it('whose words are longer than an option goes on in the description', () => {
    const label = `${'Very long name '.repeat(5).trim()}, ${'job title '.repeat(6).trim()}`;
    const form = makeForm({ kind: 'person', id: 'p', label: 'Who?', options: [{ value: 'p1', label }] });
    const menu = inputOf(form, 'p') as { options: { label: string; description: string }[] } | undefined;
    const option = menu?.options[0];
    expect(`${option?.label}, ${option?.description}`).toBe(label);
  });

  it('that cannot be told whole is refused', () => {
    const form = makeForm({
      kind: 'person',
      id: 'p',
      label: 'Who?',
      options: [{ value: 'p1', label: 'x'.repeat(101) }],
    });
    expect(() => layOutPages(form)).toThrow(PlatformLimit);
  });
});

describe('a question', () => {
  it('that is longer than a label stands in the description, or above with its hint', () => {
    const label = 'Is this about an adult who works or volunteers here?';
    const field = { kind: 'text', id: 't', label, maxLength: 10 } as const;
    expect(layOutPages(makeForm(field))[0]?.components).toMatchObject([{ label: 'Your answer', description: label }]);
    const hint = 'If yes or not sure, the full form is better.';
    const [above, labelled] = layOutPages(makeForm({ ...field, hint }))[0]?.components ?? [];
    expect(above?.content).toContain(label);
    expect(above?.content).toContain(hint);
    expect(labelled?.label).toBe('Your answer');
  });

  it('repeats what was wrong with its answer where there is room', () => {
    const field = { kind: 'text', id: 't', label: 'When?', maxLength: 10, error: 'Please check it.' } as const;
    expect(layOutPages(makeForm(field))[0]?.components[0]?.description).toBe('Please check it.');
  });
});
