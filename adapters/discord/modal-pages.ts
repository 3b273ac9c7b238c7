import type { Field, Form } from '../../cards/model.ts';
import { formNameOf } from '../shared/buttons.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { type Component, makeText } from './components.ts';
import { encodeCustomId } from './custom-id.ts';
import { countTextParts, fieldsOf } from './form-values.ts';
import { MOST_LABEL, MOST_MODAL_COMPONENTS, MOST_TEXT, requireLength } from './limits.ts';
import { escapeMarkdown, makeSubtle } from './markdown.ts';
import { renderBlock } from './render-blocks.ts';
import { renderContinued, renderInput } from './render-input.ts';
import { WORDS } from './words.ts';

/** One modal of a form that goes on over several. */
export interface ModalPage {
  components: Component[];
  fields: Field[];
  /** Set on a page that only gives more room to texts of earlier pages. */
  continued: boolean;
}

/**
 * Lays a form out over modals of five components each. Fields keep their order, but what has to be answered comes early: an
 * optional field waits for the next page where it would push a required one off. The first page begins with what has to be
 * read before typing. Where a long text is nearly full, a further page gives it more room.
 */
export function layOutPages(form: Form): ModalPage[] {
  const intro = writeIntro(form);
  const waiting = fieldsOf(form).map((field) => ({ field, components: renderInput(field) }));
  const pages: ModalPage[] = [];
  let page: ModalPage = { components: intro ? [makeText(intro)] : [], fields: [], continued: false };
  while (waiting.length > 0) {
    const room = MOST_MODAL_COMPONENTS - page.components.length;
    const index = waiting.findIndex(({ components }, at) => components.length <= room && mayTake(waiting, at, room));
    const [next] = index < 0 ? [] : waiting.splice(index, 1);
    if (next) {
      page.components.push(...next.components);
      page.fields.push(next.field);
      continue;
    }
    if (page.fields.length === 0)
      throw new PlatformLimit('Discord', `a field with ${waiting[0]?.components.length} parts`);
    pages.push(page);
    page = { components: [], fields: [], continued: false };
  }
  return [...pages, page, ...layOutContinued(form)];
}

/** How many components a form has on all its pages; more of them appear where a long text needs more room. */
export const countInputs = (form: Form): number =>
  layOutPages(form).reduce((sum, { components }) => sum + components.length, 0);

interface Waiting {
  field: Field;
  components: Component[];
}

/** A field is taken out of turn only if nothing required is passed over, and an optional one only where it takes no room from those. */
function mayTake(waiting: readonly Waiting[], at: number, room: number): boolean {
  const { field, components } = waiting[at] as Waiting;
  const isFirst = at === 0 || waiting.slice(0, at).every((earlier) => !earlier.field.required);
  if (!isFirst) return false;
  if (field.required) return waiting.slice(0, at).every((earlier) => !fits(waiting, earlier, room));
  return at === 0 && fits(waiting, { field, components }, room);
}

/** Whether an optional field leaves as many required ones on this page as there would be without it. */
function fits(waiting: readonly Waiting[], { components }: Waiting, room: number): boolean {
  if (components.length > room) return false;
  const needed = waiting.filter(({ field }) => field.required).map((item) => item.components.length);
  return countFirst(needed, room - components.length) === countFirst(needed, room) || needed.length > room;
}

/** How many, in order, fit into the room. */
function countFirst(sizes: readonly number[], room: number): number {
  let left = room;
  return sizes.filter((size) => {
    left -= size;
    return left >= 0;
  }).length;
}

function layOutContinued(form: Form): ModalPage[] {
  const parts = fieldsOf(form).flatMap((field) => {
    if (field.kind !== 'longText') return [];
    const count = countTextParts(field.value ?? '', field.maxLength);
    return Array.from({ length: count - 1 }, (_, at) => ({ field, components: renderContinued(field, at + 1) }));
  });
  const pages: ModalPage[] = [];
  for (const { field, components } of parts) {
    const last = pages.at(-1);
    if (!last || last.components.length + components.length > MOST_MODAL_COMPONENTS)
      pages.push({ components: [...components], fields: [field], continued: true });
    else {
      last.components.push(...components);
      if (!last.fields.includes(field)) last.fields.push(field);
    }
  }
  return pages;
}

/** What a form says before its questions: 999, the numbers, what went wrong. Nothing in it can be pressed. */
function writeIntro(form: Form): string {
  const noButton = (): Component => {
    throw new PlatformLimit('Discord', 'a form has no buttons in its text');
  };
  const pieces = form.blocks.flatMap((block) => renderBlock(block, noButton));
  const lines = pieces.flatMap((piece) => {
    if (piece.kind === 'buttons') return [];
    // A form has no room for pictures: their words stand for them.
    if (piece.kind === 'image') return [escapeMarkdown(piece.alt)];
    return 'mark' in piece && piece.mark ? [piece.mark(piece.text)] : [piece.text];
  });
  const text = [...(form.overline ? [makeSubtle(escapeMarkdown(form.overline))] : []), ...lines].join('\n\n');
  return requireLength(text, MOST_TEXT, 'what stands before a form');
}

/** One page as the answer that opens it. */
export function renderModal(form: Form, index: number, guildId: string | null): Record<string, unknown> {
  const pages = layOutPages(form);
  const at = Math.min(index, pages.length - 1);
  const title = pages.length > 1 ? WORDS.pageTitle(form.title, at + 1, pages.length) : form.title;
  return {
    custom_id: encodeCustomId({ act: 'page', name: formNameOf(form), ids: form.data, page: at, guildId }),
    title: requireLength(title, MOST_LABEL, 'the title of a form'),
    components: pages[at]?.components ?? [],
  };
}
