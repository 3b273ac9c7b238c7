/**
 * The identifier made of a key, as `Ids.keyOf` writes it: the same form with the same answers makes the same thing, however
 * often it arrives (law 5).
 */
export const uuidOfKey = (key: string): string => key.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
