import type { RegisterScreen } from '../src/core/register-views.ts';
import type { Card } from './model.ts';

/** What is shown of registers. */
export function describeRegisterScreen(view: RegisterScreen): Card {
  return { kind: 'card', name: view.name, title: view.name, summary: view.name, blocks: [], actions: [] };
}
