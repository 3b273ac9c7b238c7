import type { SchoolHeading } from '../views.ts';

/** The policies of one school. */
interface SchoolPolicies<Line> {
  school: SchoolHeading;
  policies: Line[];
}

/**
 * One page of the policies of some schools, so that every platform can carry it.
 * @param given where the page begins, as the button of the page before brought it
 * @param most how many policies a page holds
 */
export function pageOf<Line>(
  schools: readonly SchoolPolicies<Line>[],
  given: string | undefined,
  most: number,
): { schools: SchoolPolicies<Line>[]; next: number | null } {
  const from = /^\d{1,4}$/.test(given ?? '') ? Number(given) : 0;
  const all = schools.flatMap(({ school, policies }) => policies.map((line) => ({ school, line })));
  const page = all.slice(from, from + most);
  const shown = schools.map(({ school }) => ({
    school,
    policies: page.filter((item) => item.school === school).map(({ line }) => line),
  }));
  const isWhole = page.length === all.length;
  return {
    // A school without a policy is named too, unless there are pages to turn.
    schools: isWhole ? shown : shown.filter(({ policies }) => policies.length > 0),
    next: from + most < all.length ? from + most : null,
  };
}
