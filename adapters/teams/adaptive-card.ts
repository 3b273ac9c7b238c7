/** An element or action of an Adaptive Card; the schema is Microsoft's and checked there. */
export type Element = { type: string } & Record<string, unknown>;

/** An Adaptive Card as JSON. */
export interface AdaptiveCard extends Record<string, unknown> {
  type: 'AdaptiveCard';
  version: '1.5';
  body: Element[];
  actions?: Element[];
}

/**
 * Escapes what Teams reads as markup in a TextBlock: emphasis, links, mentions, lists, headings. Only titles need it:
 * all other texts go into text runs, which have no markup.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/:\/\//g, ':\\//')
    .replace(/^(\s*)([#+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2');
}

/** A heading; `level` is its visual size. */
export function makeHeading(text: string, size: 'Large' | 'Medium' | 'Default'): Element {
  return { type: 'TextBlock', text: escapeMarkdown(text), wrap: true, style: 'heading', weight: 'Bolder', size };
}

/** How a text looks. */
export interface TextLook {
  bold?: boolean;
  subtle?: boolean;
  small?: boolean;
  /** The address it opens. */
  opens?: string;
}

/**
 * Plain text, one element a line. Text runs know no markup at all, so that nothing a person typed can become a link,
 * a mention or a heading; and a line break inside one would be lost.
 */
export function makeTexts(text: string, look: TextLook = {}, lead = ''): Element[] {
  const typed = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const lines = typed.length === 0 && lead ? [''] : typed;
  return lines.map((line, index) => ({
    type: 'RichTextBlock',
    ...(index > 0 ? { spacing: 'Small' } : {}),
    inlines: [
      ...(lead && index === 0 ? [{ type: 'TextRun', text: lead, weight: 'Bolder' }] : []),
      ...(line ? [makeRun(line, look)] : []),
    ],
  }));
}

function makeRun(text: string, look: TextLook): Element {
  return {
    type: 'TextRun',
    text,
    ...(look.bold ? { weight: 'Bolder' } : {}),
    ...(look.subtle ? { isSubtle: true } : {}),
    ...(look.small ? { size: 'Small' } : {}),
    ...(look.opens ? { underline: true, selectAction: { type: 'Action.OpenUrl', title: text, url: look.opens } } : {}),
  };
}
