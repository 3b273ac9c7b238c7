/** A text as far as this many characters, up to the end of a word; “…” says that there is more of it. */
export function shorten(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const head = line.slice(0, most);
  const space = head.lastIndexOf(' ');
  // Never half of a sign that takes two units.
  return `${(space > most / 2 ? head.slice(0, space) : head).replace(/[\ud800-\udbff]$/, '')}…`;
}
