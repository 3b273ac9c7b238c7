/** A block of Slack's Block Kit; the schema is Slack's and checked there. */
export type SlackBlock = { type: string } & Record<string, unknown>;

/** Text without any markup: what a person typed can become no link, mention, heading or smiley. */
export interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: false;
}

/** A run of text in a rich text block, which knows no markup in its words. */
export interface TextRun {
  type: 'text';
  text: string;
  style?: { bold?: true; italic?: true };
}

/** Words that open an address. */
export interface LinkRun {
  type: 'link';
  url: string;
  text: string;
}

/** A paragraph, a list or a quotation inside a rich text block. */
export type RichElement =
  | { type: 'rich_text_section' | 'rich_text_quote'; elements: (TextRun | LinkRun)[] }
  | {
      type: 'rich_text_list';
      style: 'bullet' | 'ordered';
      offset?: number;
      elements: { type: 'rich_text_section'; elements: TextRun[] }[];
    };

/** A block of formatted text. */
export interface RichTextBlock extends Record<string, unknown> {
  type: 'rich_text';
  elements: RichElement[];
}

/** Text without markup. */
export const plain = (text: string): PlainText => ({ type: 'plain_text', text, emoji: false });

/** A run of text. */
export const run = (text: string, style?: TextRun['style']): TextRun => ({
  type: 'text',
  text,
  ...(style ? { style } : {}),
});

/** A block of formatted text. */
export const richText = (...elements: RichElement[]): RichTextBlock => ({ type: 'rich_text', elements });

/** A paragraph of a block of formatted text; line ends inside it are kept. */
export const paragraph = (...elements: (TextRun | LinkRun)[]): RichElement => ({ type: 'rich_text_section', elements });

/** Escapes the three signs that Slack reads as markup in the text of a message. */
export function escapeMrkdwn(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
