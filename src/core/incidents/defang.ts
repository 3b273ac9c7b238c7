/**
 * Makes a web address harmless to click or preview while people can still read it:
 * `https://example.org/a` becomes `hxxps://example[.]org/a`.
 */
export function defangUrl(address: string): string {
  const trimmed = address.trim();
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)(.*)$/is.exec(trimmed);
  if (!match) return trimmed;
  const [, scheme, host = '', rest = ''] = match;
  const safeScheme = scheme ? `${scheme.replace(/^http/i, 'hxxp')}://` : '';
  // A search engine's address carries the page's own address inside it, and chat clients make a link of that alone.
  const safeRest = rest.replace(/http(s?:\/\/)/gi, 'hxxp$1').replace(/\bwww\./gi, 'www[.]');
  return safeScheme + host.replace(/\[\.\]/g, '.').replaceAll('.', '[.]') + safeRest;
}
