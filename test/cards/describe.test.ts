import { expect, describe as group, it } from 'vitest';
import { describe } from '../../cards/describe.ts';
import type { View } from '../../src/core/views.ts';
import { expectGolden } from '../support/golden.ts';
import { everyExampleView } from './example-views.ts';

/** Every kind of view; a missing one does not compile. */
const EVERY_NAME: Record<View['name'], true> = {
  'report-form': true,
  receipt: true,
  emergency: true,
  'case-card': true,
  'thread-line': true,
  'case-detail': true,
  'desk-form': true,
  'case-work': true,
  'task-card': true,
  'task-detail': true,
  'my-tasks': true,
  reminder: true,
  'review-due': true,
  'cover-set': true,
  'case-taken': true,
  'also-told': true,
  'image-alert': true,
  pupil: true,
  'export-ready': true,
  contacts: true,
  question: true,
  cover: true,
  'hand-off': true,
  notice: true,
  help: true,
  'my-reports': true,
  'case-list': true,
  home: true,
  policies: true,
  'reporter-update': true,
  setup: true,
  'place-stopped': true,
  'access-request': true,
  'policy-board': true,
  'policy-version': true,
  'own-list': true,
  'training-board': true,
  bulletin: true,
  bulletins: true,
  duty: true,
  board: true,
  evidence: true,
  checklist: true,
  registers: true,
  register: true,
  'register-entry': true,
  'registers-due': true,
  'filter-alert': true,
  'filter-alert-detail': true,
  'filter-summary': true,
  'filter-log': true,
  digest: true,
  digests: true,
};

const examples = everyExampleView();

group('every card and form', () => {
  it.each(examples)('$name is worded as agreed', ({ name, view }) => {
    expectGolden(`cards/${name}.json`, describe(view));
  });

  it('has at least two examples for each kind of view, each under a name of its own', () => {
    for (const name of Object.keys(EVERY_NAME)) {
      expect(examples.filter((example) => example.view.name === name).length, name).toBeGreaterThanOrEqual(2);
    }
    expect(new Set(examples.map((example) => example.name)).size).toBe(examples.length);
  });

  it('carries the name of its view', () => {
    for (const { view } of examples) expect(describe(view).name).toBe(view.name);
  });

  it('describes the same view in the same words each time and leaves the view as it was', () => {
    for (const { view } of examples) {
      const before = structuredClone(view);
      expect(describe(view)).toEqual(describe(view));
      expect(view).toEqual(before);
    }
  });
});
