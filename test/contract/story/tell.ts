import { expect } from 'vitest';
import { escalateDue } from '../../../src/core/incidents/escalate.ts';
import type { Shown, Who } from '../driver.ts';
import { doesWhatIsDue, onlySent, opensForm } from '../suite/due.ts';
import { referenceIn, type Scene } from '../suite/scene.ts';
import { opensStep } from '../suite/work.ts';
import type { Step } from './story.ts';

const EVERYBODY: Who[] = ['Tess', 'Dana', 'Dev', 'Hope', 'Ike', 'Cora', 'Olive', 'Nia', 'Ada'];

/** More than a case of the story has waiting. */
const MOST_SETTLED = 12;

/** Plays the steps of a story on one platform, in order, and looks at what each step says is seen. */
export class Storyteller {
  readonly #scene: Scene;
  readonly #references = new Map<string, string>();
  readonly #reporters = new Map<string, Who>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  async play(step: Step): Promise<void> {
    const { driver } = this.#scene;
    // What others did before has arrived when somebody looks.
    if (!('again' in step)) await driver.delivered();
    if ('types' in step) return expectWords(await driver.says(step.who, step.types, step.where), step);
    if ('reports' in step) return this.#report(step);
    if ('presses' in step) {
      const card = await this.#find(step);
      return expectWords(await driver.presses(step.who, card, step.presses), step);
    }
    if ('notes' in step) {
      const form = await driver.presses(step.who, await this.#find(step), 'Add note');
      return expectWords(await driver.fills(step.who, form, { note: step.notes }), { sees: ['part of the case'] });
    }
    if ('step' in step) return this.#takeStep(step);
    if ('settles' in step) return this.#settleAll(step);
    if ('doesTask' in step) return this.#doTask(step);
    if ('signs' in step) return this.#sign(step);
    if ('approvesDigest' in step) return this.#approveDigest(step);
    if ('again' in step) {
      const before = await this.#scene.countCases();
      await driver.redelivers();
      expect(await this.#scene.countCases()).toBe(before);
      return;
    }
    if ('minutesPass' in step) {
      driver.clock.forwardMinutes(step.minutesPass);
      await escalateDue(driver.started.program.desk);
    }
    if ('until' in step) {
      driver.clock.set(step.until);
      await doesWhatIsDue(this.#scene);
    }
    await driver.delivered();
    if ('isToldOnce' in step) expectWords(await onlySent(this.#scene, step.who, step.isToldOnce), step);
    if ('place' in step) return this.#lookAtPlace(step);
    if ('nowhere' in step) expect(await driver.seenInPlaces()).not.toContain(this.#reference(step.nowhere));
    if ('told' in step) expect(await this.#toldPeople(step.told)).toEqual(step.people);
    if ('isSent' in step) expectWords((await driver.inbox(step.who)).at(-1), { ...step, sees: step.isSent });
  }

  async #report(step: Extract<Step, { reports: string }>): Promise<void> {
    const { driver } = this.#scene;
    const form = await driver.says(step.who, '/esafety report', step.where);
    expect(form.private).toBe(true);
    const values = { ...step.values };
    if (step.about) values.adultPerson = await this.#scene.personId(step.about);
    const receipt = await driver.fills(step.who, form, values);
    expectWords(receipt, step);
    this.#references.set(step.reports, referenceIn(receipt));
    this.#reporters.set(step.reports, step.who);
    await driver.delivered();
  }

  async #takeStep(step: Extract<Step, { step: string }>): Promise<void> {
    const { driver } = this.#scene;
    const { who, on, next } = step;
    const values = { ...step.values };
    for (const [field, person] of Object.entries(step.people ?? {})) values[field] = await this.#scene.personId(person);
    const form = await opensStep(this.#scene, who, await this.#find({ who, on, at: 'thread' }), step.step);
    let shown = await driver.fills(who, form, values);
    if (next) {
      // Where no second form can follow at once, a button opens it.
      const second = shown.kind === 'form' ? shown : await driver.presses(who, shown, shown.buttons[0] ?? '');
      shown = await driver.fills(who, second, next);
    }
    expectWords({ ...shown, text: [shown.text, ...Object.values(shown.values)].join('\n') }, step);
    expect(shown.private).toBe(true);
  }

  async #settleAll({ who, settles }: Extract<Step, { settles: string }>): Promise<void> {
    const { driver } = this.#scene;
    for (let count = 0; count < MOST_SETTLED; count += 1) {
      const work = await driver.presses(who, await this.#find({ who, on: settles, at: 'thread' }), 'Next step');
      const label = ['Settle', 'Answer came'].find((each) => work.buttons.includes(each));
      if (!label) return;
      const form = await driver.presses(who, work, label);
      const words = form.fields.find((id) => id === 'note' || id === 'result' || id === 'answer') ?? '';
      const state: Record<string, string> = form.fields.includes('state') ? { state: 'not-needed' } : {};
      expectWords(await driver.fills(who, form, { ...state, [words]: 'Settled already.' }), {
        sees: ['part of the case'],
      });
    }
    throw new Error(`${settles} still waits for something`);
  }

  async #doTask(step: Extract<Step, { doesTask: string }>): Promise<void> {
    const { driver } = this.#scene;
    const card = (await driver.inbox(step.who)).findLast(({ buttons }) => buttons.includes('Open the task'));
    if (!card) throw new Error(`${step.who} has no task`);
    expectWords(await driver.presses(step.who, card, 'Open the task'), step);
    const form = await driver.presses(step.who, card, 'Done');
    expectWords(form, { sees: [], neverSees: step.neverSees });
    expectWords(await driver.fills(step.who, form, { state: 'done', result: step.doesTask }), { sees: ['Saved'] });
  }

  async #sign({ who, signs, sees }: Extract<Step, { signs: string }>): Promise<void> {
    const { driver } = this.#scene;
    const card = (await driver.inbox(who)).findLast(({ buttons }) => buttons.includes('Read and sign'));
    if (!card) throw new Error(`${who} has nothing to sign`);
    const form = await opensForm(this.#scene, who, card, 'Read and sign');
    expectWords(form, { sees: [signs] });
    expectWords(await driver.fills(who, form, { understood: 'yes' }), { sees });
  }

  async #approveDigest({ who, approvesDigest, sees }: Extract<Step, { approvesDigest: string }>): Promise<void> {
    const draft = await onlySent(this.#scene, who, 'Not sent yet');
    expectWords(draft, { sees });
    const form = await opensForm(this.#scene, who, draft, 'Approve and send');
    const approved = await this.#scene.driver.fills(who, form, { note: approvesDigest });
    expectWords(approved, { sees, neverSees: ['Not sent yet'] });
  }

  async #lookAtPlace({ place, shows, lines }: Extract<Step, { place: string }>): Promise<void> {
    const reference = this.#reference(place);
    const root = await this.#scene.rootOf(reference);
    for (const words of [`Case ${reference}`, ...shows]) expect(root.text).toContain(words);
    const below = await this.#scene.driver.thread(root);
    expect(below.map(({ text }) => text.split('\n', 1)[0])).toEqual(lines.map((line) => `${reference}: ${line}`));
  }

  async #toldPeople(name: string): Promise<Who[]> {
    const told: Who[] = [];
    for (const who of EVERYBODY) {
      if (who === this.#reporters.get(name)) continue;
      if ((await this.#scene.toldOf(who, this.#reference(name))).length > 0) told.push(who);
    }
    return told;
  }

  /** The card of a case as the person has it; of somebody else's where they have none, as one who copied it. */
  async #find({ who, on, at }: { who: Who; on: string; at: 'thread' | 'message' }): Promise<Shown> {
    const { driver } = this.#scene;
    await driver.delivered();
    const reference = this.#reference(on);
    if (at === 'thread') return this.#scene.rootOf(reference);
    const reporter = this.#reporters.get(on);
    for (const reader of [who, ...EVERYBODY].filter((each) => each !== reporter)) {
      const card = (await this.#scene.toldOf(reader, reference)).find(({ buttons }) => buttons.includes('View detail'));
      if (card) return card;
    }
    throw new Error(`nobody was told of ${on}`);
  }

  #reference(name: string): string {
    const reference = this.#references.get(name);
    if (!reference) throw new Error(`no report is called "${name}"`);
    return reference;
  }
}

function expectWords(shown: Shown | undefined, step: { sees: string[]; neverSees?: string[] }): void {
  for (const words of step.sees) expect(shown?.text).toContain(words);
  for (const words of step.neverSees ?? []) expect(shown?.text).not.toContain(words);
}
