/** A setting that cannot be used; its message names the fix and is shown to whoever starts the program. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
