import type { SchoolHeading } from '../src/core/views.ts';

/** The line above a title: the school's name, or for a demo school the warning that takes its place. */
export function writeOverline(school: SchoolHeading | null): { overline?: string } {
  if (!school) return {};
  return { overline: school.demo ? 'Demo – invented people only' : school.name };
}
