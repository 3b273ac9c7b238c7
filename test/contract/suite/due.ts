import { expect } from 'vitest';
import type { Shown, Who } from '../driver.ts';
import type { Scene } from './scene.ts';

/** Does whatever is due now, as the program does each hour, until everybody was told. */
export async function doesWhatIsDue(scene: Scene): Promise<void> {
  await scene.driver.started.runDue();
  await scene.driver.delivered();
}

/** The messages somebody was sent 1:1 that say these words. */
export async function sentWith(scene: Scene, who: Who, words: string): Promise<Shown[]> {
  return (await scene.driver.inbox(who)).filter(({ text }) => text.includes(words));
}

/** The one message somebody was sent 1:1 that says these words: more than one would be one too many. */
export async function onlySent(scene: Scene, who: Who, words: string): Promise<Shown> {
  const [message, ...more] = await sentWith(scene, who, words);
  if (!message) throw new Error(`${who} was not told: ${words}`);
  expect(more.map(({ text }) => text)).toEqual([]);
  expect(message.private).toBe(true);
  return message;
}

/** Opens a form by a button, for the one person who pressed it. */
export async function opensForm(scene: Scene, who: Who, shown: Shown, label: string): Promise<Shown> {
  const form = await scene.driver.presses(who, shown, label);
  if (form.kind !== 'form') throw new Error(`no form but: ${form.text}`);
  expect(form.private).toBe(true);
  return form;
}
