import { describe, expect, it } from 'vitest';
import { viewWhenFailed } from '../../adapters/shared/failed.ts';
import { describeDeskForm } from '../../cards/desk-form.ts';
import { listOptions } from '../../cards/fields.ts';
import { OUTCOME_WORDS } from '../../cards/words.ts';
import type { DeskFormView } from '../../src/core/form-views.ts';
import { AGENCIES, STAFF_OUTCOMES } from '../../src/core/incidents/taxonomy.ts';
import { noteForm } from '../support/desk-form.ts';
import { everyExampleView } from './example-views.ts';
import { listTexts } from './texts.ts';

const forms = everyExampleView().flatMap(({ name, view }) => (view.name === 'desk-form' ? [{ name, view }] : []));
const fieldsOf = (view: DeskFormView) => describeDeskForm(view).parts.flatMap(({ fields }) => fields);
const fieldOf = (view: DeskFormView, id: string) => fieldsOf(view).find((field) => field.id === id);
const colleague = { value: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f2001', label: 'Invented Colleague, Teacher' };

describe('[law 1] a form whose sending failed', () => {
  it.each(forms)('keeps every answer that had been given: $name', ({ view }) => {
    const origin = {
      platform: 'slack',
      workspaceId: 'w',
      accountId: 'a',
      eventId: 'e',
      place: { kind: 'personal', key: 'k', address: 'a' },
    } as const;
    const data = { ...view.data, key: view.formKey, variant: view.form };
    const failed = viewWhenFailed({ kind: 'submit', origin, form: view.form, data, values: view.values });
    if (failed.name !== 'desk-form') throw new Error(failed.name);
    expect(failed.data).toEqual(view.data);
    for (const [id, value] of Object.entries(view.values)) {
      const field = fieldOf(failed, id);
      expect(field?.value, id).toBe(value);
      if (field?.kind !== 'choice' && field?.kind !== 'person') continue;
      expect(
        field.options.map((option) => option.value),
        id,
      ).toContain(value);
    }
  });

  it('says "As you chose" where the words of a choice are out of reach', () => {
    const view = noteForm({ form: 'close', values: { outcome: 'substantiated' }, problem: 'not-saved' });
    const field = fieldOf(view, 'outcome');
    expect(field?.kind === 'choice' && field.options.at(-1)).toEqual({ value: 'substantiated', label: 'As you chose' });
  });
});

describe('a choice of people', () => {
  it('keeps a name that was typed as it was typed', () => {
    const typed = noteForm({ form: 'assign', values: { owner: 'Hope Haed' }, choices: { owner: [colleague] } });
    expect(fieldOf(typed, 'owner')).toMatchObject({ value: 'Hope Haed', options: [colleague] });
    const away = noteForm({ form: 'assign', values: { owner: 'Hope Head' }, problem: 'not-saved' });
    expect(fieldOf(away, 'owner')).toMatchObject({ options: [{ value: 'Hope Head', label: 'Hope Head' }] });
  });

  it('keeps a chosen person while the list is out of reach, and nobody who is no longer on it', () => {
    const values = { owner: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f2999' };
    const away = fieldOf(noteForm({ form: 'assign', values, problem: 'not-saved' }), 'owner');
    expect(away).toMatchObject({ value: values.owner, options: [{ label: 'As you chose' }] });
    const left = fieldOf(noteForm({ form: 'assign', values, choices: { owner: [colleague] } }), 'owner');
    expect(left).toMatchObject({ options: [colleague] });
    expect(left?.value).toBeUndefined();
  });
});

describe('the close form', () => {
  const blockers = [{ what: 'tasks' as const, count: 2 }];
  it('[X21] says what stands in the way once, however it came about', () => {
    const view = noteForm({
      form: 'close',
      about: { blockers },
      errors: { gate: 'Two open tasks.' },
      problem: 'check-fields',
    });
    const text = listTexts(describeDeskForm(view)).join('\n');
    expect(text.match(/2 tasks are open/g)).toHaveLength(1);
    expect(text).toContain('It cannot be closed yet. What is still to be done stands below.');
    expect(text).not.toContain('Two open tasks.');
  });

  it('says it in words where the list is out of reach', () => {
    const view = noteForm({ form: 'close', errors: { gate: 'Two open tasks.' }, problem: 'check-fields' });
    expect(listTexts(describeDeskForm(view)).join('\n')).toContain('Two open tasks.');
  });

  it('counts the steps that it does not name', () => {
    const steps = Array.from({ length: 30 }, (_, at) => ({ what: 'step' as const, step: `Step ${at}` }));
    const text = listTexts(describeDeskForm(noteForm({ form: 'close', about: { blockers: [...steps, ...blockers] } })));
    expect(text).toContain('22 more steps of the checklist');
    expect(text).toContain('2 tasks are open');
  });

  it('offers the outcomes of an allegation for a concern about an adult alone', () => {
    const field = fieldOf(noteForm({ form: 'close', about: { restricted: true } }), 'outcome');
    expect(field?.kind === 'choice' && field.options).toEqual(listOptions(STAFF_OUTCOMES, OUTCOME_WORDS));
  });
});

describe('a referral', () => {
  it.each(AGENCIES)('asks in a second form what this agency asks for: %s', (agency) => {
    const [first] = fieldsOf(noteForm({ form: 'refer' }));
    expect(first?.kind === 'choice' && first.options.map(({ value }) => value)).toContain(agency);
    const known = fieldsOf(noteForm({ form: 'refer', data: { case: 'c1', agency }, about: { agency } }));
    expect(known.map(({ id }) => id)).toEqual(expect.arrayContaining(['person', 'day', 'shared', 'purpose']));
    // With the record out of reach the button still says which agency it is.
    expect(fieldsOf(noteForm({ form: 'refer', data: { case: 'c1', agency } }))).toEqual(known);
    for (const { label } of known) expect(label).not.toMatch(/^[a-z]+([A-Z]|$)/);
  });
});
