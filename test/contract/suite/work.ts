import { expect } from 'vitest';
import type { Shown, Who } from '../driver.ts';
import type { Scene } from './scene.ts';

/** What a person sees who typed a word below a case: the form, or a private button that opens it. */
export async function opensByTyping(scene: Scene, who: Who, text: string, root: Shown): Promise<Shown> {
  const shown = await scene.driver.says(who, text, 'cases', { thread: root });
  expect(shown.private).toBe(true);
  const form = shown.kind === 'form' ? shown : await scene.driver.presses(who, shown, shown.buttons[0] ?? '');
  expect(form).toMatchObject({ kind: 'form', private: true });
  return form;
}

/** Opens the case's next steps from a card, and the form of one of them. */
export async function opensStep(scene: Scene, who: Who, card: Shown, label: string): Promise<Shown> {
  const work = await scene.driver.presses(who, card, 'Next step');
  expect(work.private).toBe(true);
  const form = await scene.driver.presses(who, work, label);
  expect(form).toMatchObject({ kind: 'form', private: true });
  return form;
}

/** Sends a step's form and waits until everybody was told; it has to be saved. */
export async function takes(scene: Scene, who: Who, form: Shown, values: Record<string, string>): Promise<Shown> {
  const saved = await scene.driver.fills(who, form, values);
  expect(saved.text).toContain('It is part of the case.');
  await scene.driver.delivered();
  return saved;
}

/** The lines below a case's first message, without who and when. */
export async function linesBelow(scene: Scene, reference: string): Promise<string[]> {
  const below = await scene.driver.thread(await scene.rootOf(reference));
  return below
    .map(({ text }) => text.split('\n', 1)[0] ?? '')
    .filter((line) => line.startsWith(`${reference}: `))
    .map((line) => line.slice(reference.length + 2));
}
