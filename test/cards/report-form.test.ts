import { expect, describe as group, it } from 'vitest';
import { describe } from '../../cards/describe.ts';
import type { Field, Form } from '../../cards/model.ts';
import { CONCERN_TYPES } from '../../src/core/incidents/taxonomy.ts';
import { everyExampleView } from './example-views.ts';
import { LONGEST_TEXT } from './examples/ingredients.ts';
import { listTexts } from './texts.ts';

function formOf(example: string): Form {
  const found = everyExampleView().find(({ name }) => name === example);
  const shown = found && describe(found.view);
  if (shown?.kind !== 'form') throw new Error(`${example} is not a form`);
  return shown;
}

function fieldsOf(form: Form): Field[] {
  return form.parts.flatMap((part) => part.fields);
}

group('the report form', () => {
  it('asks about an adult before all else, then everything in its order', () => {
    expect(formOf('report-form-empty').parts.map((part) => part.fields.map((field) => field.id))).toEqual([
      ['adult', 'adultPerson', 'what', 'category', 'who', 'date', 'time', 'place', 'danger', 'childNeeds'],
      [
        'type',
        'childWords',
        'urls',
        'device',
        'actionTaken',
        'onBehalfOf',
        'consent',
        'victim',
        'purpose',
        'noticedDate',
      ],
    ]);
  });

  it('requires what a report cannot do without and nothing else', () => {
    const required = fieldsOf(formOf('report-form-empty')).filter((field) => field.required);
    expect(required.map((field) => field.id)).toEqual(['adult', 'what', 'category', 'date', 'danger']);
  });

  it('asks for the school only where there are several', () => {
    const ids = (example: string) => fieldsOf(formOf(example)).map((field) => field.id);
    expect(ids('report-form-empty')).not.toContain('school');
    expect(ids('report-form-two-schools-filled').slice(0, 3)).toEqual(['adult', 'adultPerson', 'school']);
  });

  it('keeps every word that was typed, the longest account included', () => {
    const longest = fieldsOf(formOf('report-form-not-saved-longest-no-contacts')).find(({ id }) => id === 'what');
    expect(longest?.value).toBe(LONGEST_TEXT);
    for (const { view } of everyExampleView()) {
      const shown = describe(view);
      if (view.name !== 'report-form' || view.problem !== 'not-saved' || shown.kind !== 'form') continue;
      const kept = Object.fromEntries(fieldsOf(shown).map((field) => [field.id, field.value]));
      // Where one school is the only one, the question is not asked and its answer not needed.
      for (const [id, value] of Object.entries(view.values)) if (id !== 'school') expect(kept[id], id).toBe(value);
    }
  });

  it('puts each error on its field, and one that has no field above the form', () => {
    const form = formOf('report-form-check-fields');
    const errors = fieldsOf(form).flatMap((field) => (field.error === undefined ? [] : [[field.id, field.error]]));
    expect(errors).toEqual([
      ['category', 'Please choose the nearest one.'],
      ['date', 'This day has not come yet.'],
    ]);
    expect(listTexts(form).join('\n')).toContain('Please send it once more.');
  });

  it('offers every kind of concern once, those about an adult last, and "Not sure"', () => {
    const field = fieldsOf(formOf('report-form-empty')).find(({ id }) => id === 'type');
    const values = field?.kind === 'choice' ? field.options.map((option) => option.value) : [];
    expect([...values].sort()).toEqual(['', ...CONCERN_TYPES].sort());
    expect(values.slice(-4)).toEqual(['staff_low_level', 'staff_misuse', 'staff_allegation', '']);
  });

  it('has a place for neither files nor pictures, and says so', () => {
    for (const example of ['report-form-empty', 'quick-report-empty']) {
      const visible = formOf(example).blocks.map((block) => (block.kind === 'text' ? block.text : ''));
      expect(visible.join('\n'), example).toContain('Do not attach, copy or forward pictures.');
    }
  });

  it('[A29] marks a demo school, and shows the name of one that is live', () => {
    expect(formOf('report-form-empty').overline).toBe('Demo – invented people only');
    expect(formOf('report-form-two-schools-filled').overline).toBe('Ysgol Trwyn Coch Academy');
    expect(formOf('report-form-nothing-optional').overline).toBeUndefined();
  });

  it('comes back with its key and variant', () => {
    expect(formOf('report-form-empty').data).toEqual({ key: 'k-01J8ZC5W', variant: 'report' });
  });
});

group('the quick report', () => {
  it('[I25] asks three questions and carries the rest', () => {
    const form = formOf('quick-report-empty');
    expect(fieldsOf(form).map((field) => field.id)).toEqual(['adult', 'what', 'danger']);
    expect(form.data).toEqual({ key: 'k-01J8ZC5W', variant: 'quick-report', category: 'content', place: 'school' });
  });

  it('asks one question more where it was refused for want of the answer, so that it can be sent at all', () => {
    const ids = fieldsOf(formOf('quick-report-check-fields')).map((field) => field.id);
    expect(ids).toEqual(['adult', 'what', 'danger', 'adultPerson', 'time', 'device']);
  });
});

group('a form that is shown again', () => {
  it.each(['not-saved', 'not-served', 'check-fields'] as const)('says "%s" above its button too', (problem) => {
    const view = everyExampleView().find((example) => example.view.name === 'report-form')?.view;
    if (view?.name !== 'report-form') throw new Error('no example');
    const card = describe({ ...view, problem, errors: {} });
    if (card.kind !== 'form') throw new Error('no form');
    const top = card.blocks.flatMap((block) => (block.kind === 'notice' ? [block.title] : []));
    const closing = card.closing?.[0];
    expect(closing?.kind === 'notice' && top.includes(closing.title)).toBe(true);
  });
});
