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
  return safeScheme + host.replace(/\[\.\]/g, '.').replaceAll('.', '[.]') + rest;
}
