/** The registers a school keeps. */
export const REGISTER_NAMES = [
  'technology',
  'equipment-loan',
  'disposal',
  'image-permission',
  'social-media',
  'unblock',
  'filter-report',
] as const;
/** One register. */
export type RegisterName = (typeof REGISTER_NAMES)[number];
