/** Thrown when a card or form is more than the platform carries. Nothing is ever cut to fit. */
export class PlatformLimit extends Error {
  constructor(platform: string, what: string) {
    super(`${platform} cannot carry this: ${what}`);
    this.name = 'PlatformLimit';
  }
}
