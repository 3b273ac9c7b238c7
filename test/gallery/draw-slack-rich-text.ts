import { type Drawn, draw, type Piece } from './drawn.ts';
import { asJson, asList, asText, type Json, requireKnown, UnknownElement } from './json.ts';

/** Draws one part of a rich text block. */
export function drawRichText(node: Json): Drawn {
  const known = (...names: string[]): void =>
    requireKnown(node, String(node.type), ['type', 'elements', 'border', ...names]);
  switch (node.type) {
    case 'rich_text_section':
      known();
      return draw('p', {}, drawLeaves(node));
    case 'rich_text_quote':
      known();
      return draw('blockquote', {}, drawLeaves(node));
    case 'rich_text_preformatted':
      known();
      return draw('pre', {}, drawLeaves(node));
    case 'rich_text_list':
      known('style', 'indent', 'offset');
      return draw(
        node.style === 'ordered' ? 'ol' : 'ul',
        node.offset ? { start: String(Number(node.offset) + 1) } : {},
        asList(node.elements, 'a list').map((item) => draw('li', {}, drawLeaves(item))),
      );
    default:
      throw new UnknownElement(`the Slack rich text ${String(node.type)}`);
  }
}

function drawLeaves(node: Json): Piece[] {
  return asList(node.elements, 'rich text').map(drawLeaf);
}

const STYLES: Record<string, string> = { bold: 'b', italic: 'i', strike: 's', code: 'code' };

function drawLeaf(leaf: Json): Piece {
  requireKnown(leaf, 'rich text', ['type', 'text', 'style', 'url', 'unsafe']);
  const styles = leaf.style === undefined ? {} : asJson(leaf.style, 'a style');
  const inner = drawBareLeaf(leaf);
  return Object.keys(styles).reduce<Piece>((piece, style) => {
    const tag = STYLES[style];
    if (!tag) throw new UnknownElement(`the style ${style}`);
    return styles[style] === true ? draw(tag, {}, piece) : piece;
  }, inner);
}

function drawBareLeaf(leaf: Json): Piece {
  if (leaf.type === 'text') return asText(leaf.text, 'rich text');
  if (leaf.type === 'link') return draw('a', { href: asText(leaf.url, 'a link') }, String(leaf.text ?? leaf.url));
  throw new UnknownElement(`the Slack rich text ${String(leaf.type)}`);
}
