/** The site of a web address, in lower case, without "www." and port; null for what is none. */
export function siteOf(url: string | null): string | null {
  const address = url?.trim().toLowerCase().replaceAll('[.]', '.') ?? '';
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@]*@)?([^/?#]*)/.exec(address)?.[1] ?? '';
  return (
    host
      .replace(/:\d*$/, '')
      .replace(/^www\./, '')
      .replace(/\.$/, '') || null
  );
}
