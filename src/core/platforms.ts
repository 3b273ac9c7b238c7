/** The chat platforms a school can be on. */
export const PLATFORMS = ['teams', 'slack', 'google-chat', 'discord'] as const;

/** One chat platform, as written in settings, records and file names. */
export type Platform = (typeof PLATFORMS)[number];
