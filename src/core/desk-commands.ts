import type { DeskFormName, PressName } from './events.ts';

/** What a typed word does: the same as a button, or it opens a form. */
export type DeskCommand = { press: PressName } | { form: DeskFormName; data?: Record<string, string> };

/** The words that show something or open a form and belong to no case. What is typed after them is not kept. */
export const deskCommands: Record<string, DeskCommand> = {
  mine: { press: 'my-reports' },
  tasks: { press: 'my-tasks' },
  find: { form: 'find' },
  cover: { form: 'cover' },
  rota: { form: 'rota' },
  ask: { form: 'ask' },
  contacts: { press: 'contacts' },
  policy: { press: 'policies' },
  policies: { press: 'policy-board' },
  training: { press: 'own-list' },
  induct: { form: 'induct' },
  bulletin: { form: 'bulletin' },
  due: { press: 'due' },
  checklist: { press: 'checklist' },
  registers: { press: 'registers' },
  unblock: { form: 'register-entry', data: { register: 'unblock' } },
  filter: { press: 'filter-log' },
  digest: { press: 'digests' },
};
