import type { Form, Showable } from '../../cards/model.ts';
import type { InboundEvent, Origin } from '../../src/core/events.ts';
import type { Drafts } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';
import { formNameOf } from '../shared/buttons.ts';
import { viewWhenFailed } from '../shared/failed.ts';
import type { MessageBody } from './components.ts';
import { listMissing, writeNotKept, writeProgress, writeRefused, writeStart } from './form-message.ts';
import { fieldOf, type Inputs, mergeInputs } from './form-values.ts';
import { createKeptDrafts } from './kept-drafts.ts';
import { createKeptForms, type FormView, type KeptForm } from './kept-forms.ts';
import { countInputs, layOutPages, renderModal } from './modal-pages.ts';
import type { FormRef } from './parse.ts';
import { WORDS } from './words.ts';

/** What comes next on a form's way. */
export type FormStep =
  | { kind: 'modal'; modal: Record<string, unknown> }
  | { kind: 'messages'; key: string; bodies: MessageBody[]; holdsWords: boolean }
  /** The core has to be asked, and its answer given to `answered`. */
  | { kind: 'submit'; event: Extract<InboundEvent, { kind: 'submit' }> }
  /** Nothing is known any more of what was typed. */
  | { kind: 'gone' }
  /** What was typed is kept, but could not be read just now. */
  | { kind: 'unread' };

/** What is known of what was typed before. */
interface Known {
  /** Null where nothing is known. */
  values: Record<string, string> | null;
  /** False where the kept draft could not be read: then nothing may be saved over it. */
  read: boolean;
}

/** Asks the core, within the time there is. */
type Ask = (event: InboundEvent) => Promise<Reply>;

/** What the way of a form needs of others. */
export interface FormFlowParts {
  drafts: Drafts;
  describe(view: View): Showable;
  /** The time for one look at a kept draft; the rest is for the core. */
  draftMilliseconds?: number;
}

const DRAFT_MILLISECONDS = 700;

/**
 * Carries a form over several modals. What was typed stands in the store's draft after every page and in memory beside it;
 * the core is asked once, at the end. Whatever fails, the person's words are given back.
 */
export function createFormFlow(parts: FormFlowParts) {
  const drafts = createKeptDrafts(parts.drafts, parts.draftMilliseconds ?? DRAFT_MILLISECONDS);
  const kept = createKeptForms();
  const describeForm = (view: FormView): Form => parts.describe(view) as Form;
  const guildFor = ({ workspaceId, place }: Origin): string | null => (place.kind === 'personal' ? workspaceId : null);

  /** Puts a page to what was typed before. The short form has some fields only where they are asked for: these were. */
  function mergePage(view: FormView, before: Record<string, string>, inputs: Inputs): Record<string, string> {
    const asked = Object.fromEntries(Object.keys(inputs).map((id) => [fieldOf(id), '']));
    return mergeInputs(describeForm({ ...view, errors: { ...asked, ...view.errors } }), before, inputs);
  }

  /** What was typed so far, from the store unless this process knows better. */
  async function findValues(origin: Origin, { data }: FormRef): Promise<Known> {
    const key = data.key ?? '';
    // What is saved while the store is read may not be in what it answers.
    const wasUnsaved = kept.find(origin, key)?.unsaved ?? false;
    const draft = await drafts.find(origin, key);
    const remembered = kept.find(origin, key);
    const known = remembered?.view.values ?? null;
    if (draft === 'unread') return { values: remembered?.waiting ? null : known, read: false };
    if (remembered?.waiting) {
      const { view, waiting } = remembered;
      const values = mergePage(view, draft?.values ?? view.values, waiting);
      remember(origin, key, { ...view, values }, true);
      return { values, read: true };
    }
    if (wasUnsaved || remembered?.unsaved) return { values: { ...draft?.values, ...known }, read: true };
    return { values: draft?.values ?? known, read: true };
  }

  /** The form itself: as remembered, else as the core opens it now, else as much of it as is known without the core. */
  async function findView(
    origin: Origin,
    form: FormRef,
    values: Record<string, string> | null,
    ask: Ask,
  ): Promise<FormView> {
    const remembered = kept.find(origin, form.data.key ?? '');
    if (remembered) return { ...remembered.view, values: values ?? remembered.view.values };
    const reply = await ask({ kind: 'open', origin, form: form.name, data: form.data });
    const view = reply.kind === 'nothing' ? null : reply.view;
    if (!view || !isFormView(view)) return bareView(origin, form, values ?? {});
    const state = { formKey: form.data.key ?? '', values: values ?? view.values, errors: {}, problem: null };
    return { ...view, ...state };
  }

  /** The form without the school's own lists: all of it that is known here. */
  function bareView(origin: Origin, { name, data }: FormRef, values: Record<string, string>): FormView {
    const failed = viewWhenFailed({ kind: 'submit', origin, form: name, data, values }) as FormView;
    return { ...failed, problem: null };
  }

  /**
   * A form of one page that this process has not seen before needs nothing of the core but its answer: what was typed can be
   * sent as it is. Null where there is more to it.
   */
  function sendAtOnce(
    origin: Origin,
    form: FormRef,
    before: Record<string, string>,
    { page, inputs }: { page: number; inputs: Inputs },
  ): FormStep | null {
    if (page > 0 || form.name === 'report' || kept.find(origin, form.data.key ?? '')) return null;
    const bare = bareView(origin, form, before);
    const values = mergePage(bare, before, inputs);
    const full = describeForm({ ...bare, values });
    if (layOutPages(full).length > 1 || listMissing(full).length > 0) return null;
    remember(origin, form.data.key ?? '', { ...bare, values }, true);
    return { kind: 'submit', event: { kind: 'submit', origin, form: form.name, data: form.data, values } };
  }

  const say = (
    { formKey }: FormView,
    bodies: MessageBody[],
    holdsWords: boolean,
  ): Exclude<FormStep, { kind: 'submit' }> => ({
    kind: 'messages',
    key: formKey,
    bodies,
    holdsWords,
  });

  function remember(origin: Origin, key: string, view: FormView, unsaved: boolean, waiting?: Inputs): KeptForm {
    const { shown = [], done = false } = kept.find(origin, key) ?? {};
    const form: KeptForm = { view, unsaved, shown, done, ...(waiting ? { waiting } : {}) };
    kept.put(origin, key, form);
    return form;
  }

  /**
   * What was sent and came back is a draft again, for whichever process the next press reaches; unless another press on Send
   * was recorded, since then its words may not come back.
   */
  function keepRefused(origin: Origin, form: FormRef, refused: KeptForm): void {
    if (refused.done) return;
    void saveDraft(origin, form, refused.view.values).then((saved) => {
      if (saved) refused.unsaved = false;
    });
  }

  function saveDraft(origin: Origin, form: FormRef, values: Record<string, string>): Promise<boolean> {
    return drafts.save(origin, form.data.key ?? '', { form: form.name, data: form.data, values });
  }

  /**
   * A page that cannot be put to the others, since they cannot be read: it is given back, and waits in memory for the next
   * press. Nothing is saved, for it would take the others' place.
   */
  async function giveBack(
    origin: Origin,
    form: FormRef,
    { page, inputs }: { page: number; inputs: Inputs },
    ask: Ask,
  ): Promise<FormStep> {
    const key = form.data.key ?? '';
    const waiting = { ...kept.find(origin, key)?.waiting, ...inputs };
    const view = await findView(origin, form, null, ask);
    remember(origin, key, view, true, waiting);
    const typed = mergePage(view, {}, waiting);
    const full = describeForm({ ...view, values: typed });
    return say(view, writeNotKept(full, page, guildFor(origin), WORDS.pageNotKeptText), true);
  }

  return {
    /** Shows a form the core has opened, or has given back. */
    show(origin: Origin, view: FormView, from: 'modal' | 'button' | 'message'): Exclude<FormStep, { kind: 'submit' }> {
      const form = describeForm(view);
      const refused = remember(origin, view.formKey, view, view.problem !== null);
      if (view.problem !== null) keepRefused(origin, { name: formNameOf(form), data: form.data }, refused);
      if (view.problem === 'not-saved' || view.problem === 'not-served' || view.problem === 'check-fields') {
        const words = view.problem === 'check-fields' ? 'kept' : 'given-back';
        return say(view, writeRefused(form, words, guildFor(origin)), words !== 'kept');
      }
      if (from !== 'button') return say(view, writeStart(form, guildFor(origin)), false);
      return { kind: 'modal', modal: renderModal(form, 0, guildFor(origin)) };
    },

    /** Opens one page, with everything typed in it. */
    async openPage(origin: Origin, form: FormRef, page: number, ask: Ask): Promise<FormStep> {
      const { values, read } = await findValues(origin, form);
      // A page that looks empty would be filled in once more, over what is kept.
      if (!values && !read) return { kind: 'unread' };
      const view = await findView(origin, form, values, ask);
      return { kind: 'modal', modal: renderModal(describeForm(view), page, guildFor(origin)) };
    },

    /** Takes what was typed into one page. */
    async takePage(
      origin: Origin,
      form: FormRef,
      { page, inputs }: { page: number; inputs: Inputs },
      ask: Ask,
    ): Promise<FormStep> {
      const { values: known, read } = await findValues(origin, form);
      if (!known && !read) return giveBack(origin, form, { page, inputs }, ask);
      const sent = sendAtOnce(origin, form, known ?? {}, { page, inputs });
      if (sent) return sent;
      const before = await findView(origin, form, known, ask);
      const values = mergePage(before, before.values, inputs);
      // What was wrong with an answer is put right until the core says otherwise.
      const answered = new Set(Object.keys(inputs).map(fieldOf));
      const errors = Object.fromEntries(Object.entries(before.errors).filter(([id]) => !answered.has(id)));
      const problem = Object.keys(errors).length > 0 ? before.problem : null;
      const view: FormView = { ...before, values, errors, problem };
      const full = describeForm(view);
      remember(origin, form.data.key ?? '', view, true);
      // Whoever has just filled a long text up to its end is asked for the rest before anything is sent.
      const hasMoreRoom = countInputs(full) > countInputs(describeForm(before));
      const isLast = page >= layOutPages(full).length - 1 && !hasMoreRoom;
      if (isLast && listMissing(full).length === 0 && Object.keys(errors).length === 0)
        return { kind: 'submit', event: { kind: 'submit', origin, form: form.name, data: form.data, values } };
      const saved = read && (await saveDraft(origin, form, values));
      if (!saved) return say(view, writeNotKept(full, page, guildFor(origin)), true);
      remember(origin, form.data.key ?? '', view, false);
      if (Object.keys(errors).length > 0) return say(view, writeRefused(full, 'kept', guildFor(origin)), false);
      return say(view, writeProgress(full, page, guildFor(origin)), false);
    },

    /** Sends what was typed. */
    async send(origin: Origin, form: FormRef): Promise<FormStep> {
      const { values, read } = await findValues(origin, form);
      if (!values) return { kind: read ? 'gone' : 'unread' };
      return { kind: 'submit', event: { kind: 'submit', origin, form: form.name, data: form.data, values } };
    },

    /** Remembers private messages that show typed words; returned are those of a form that was done meanwhile. */
    noteShown(origin: Origin, key: string, messages: KeptForm['shown']): KeptForm['shown'] {
      const form = kept.find(origin, key);
      if (form?.done) return messages;
      if (form) form.shown = [...form.shown, ...messages];
      return [];
    },

    /**
     * A form is done: its draft goes, and the private messages that still show its words are returned. The memory keeps it a
     * while, so that Send pressed twice is answered twice with the same receipt.
     */
    finish(origin: Origin, key: string): KeptForm['shown'] {
      const form = kept.find(origin, key);
      const shown = form?.shown ?? [];
      if (form) Object.assign(form, { shown: [], done: true });
      drafts.forget(origin, key);
      return shown;
    },
  };
}

/** The way of forms. */
export type FormFlow = ReturnType<typeof createFormFlow>;

/** Whether a view is a form. */
export const isFormView = (view: View): view is FormView => view.name === 'report-form' || view.name === 'desk-form';
