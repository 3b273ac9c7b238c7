/** A text as it is compared: without case, accents, the marks that disarm an address, and curly apostrophes. */
function foldText(text: string): string {
  // A text whose bytes are as many as its characters has no accents: most have not, and looking costs more than counting.
  const isPlain = Buffer.byteLength(text, 'utf8') === text.length;
  const folded = isPlain ? text : text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’]/g, "'");
  return folded.toLowerCase().replaceAll('[.]', '.').replaceAll('hxxp', 'http');
}

/** Makes the question whether all words stand in some texts, in whatever order; a part of a word is enough. */
export function matchWords(words: string): (texts: readonly string[]) => boolean {
  const wanted = foldText(words).split(/\s+/).filter(Boolean);
  return (texts) => {
    const all = foldText(texts.join('\n'));
    return wanted.every((word) => all.includes(word));
  };
}
