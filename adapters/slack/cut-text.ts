/**
 * Cuts a text into pieces of at most `longest` characters, put together again by `pieces.join('')`: after a line end where
 * one stands in the second half of a piece, else after a space, else in a word. A character of two units stays whole.
 */
export function cutText(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const window = rest.slice(0, longest);
    const at =
      [window.lastIndexOf('\n') + 1, window.lastIndexOf(' ') + 1].find((end) => end > longest / 2) ??
      beforeHalf(rest, longest);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** One piece of a text for a field of its own. */
export interface FieldPiece {
  text: string;
  /** Whether a line end stood before it; without one it goes on in the middle of the line. */
  newLine: boolean;
}

/**
 * Cuts a text for several fields. A field loses the blanks at its ends, so the cut is at a line end, which comes back when the
 * pieces are joined, or where no blank stands on either side.
 */
export function cutForFields(text: string, longest: number): FieldPiece[] {
  const pieces: FieldPiece[] = [];
  let rest = text;
  let newLine = true;
  while (rest.length > longest) {
    const lineEnd = rest.slice(0, longest + 1).lastIndexOf('\n');
    const atLine = lineEnd > longest / 2;
    const at = atLine ? lineEnd : insideWord(rest, longest);
    pieces.push({ text: rest.slice(0, at), newLine });
    rest = rest.slice(atLine ? at + 1 : at);
    newLine = atLine;
  }
  return [...pieces, { text: rest, newLine }];
}

function insideWord(text: string, longest: number): number {
  for (let at = longest; at > longest / 2; at -= 1) {
    if (/\S\S/.test(text.slice(at - 1, at + 1)) && beforeHalf(text, at) === at) return at;
  }
  return beforeHalf(text, longest);
}

/** A cut between the halves of one character would spoil it. */
function beforeHalf(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? at - 1 : at;
}
