import type { Role } from '../src/core/school/roles.ts';
import type { OwnAction } from './model.ts';

interface More {
  name: string;
  label: string;
  /** Who is offered it; everybody where it is left out. */
  roles?: readonly Role[];
}

const LEADS: readonly Role[] = ['head', 'deputy_head', 'dsl', 'deputy_dsl', 'esafety_coordinator'];
const GOVERNS: readonly Role[] = ['chair', 'governor', 'link_governor'];

/** What runs beside the cases, in the order in which it is asked for. */
const MORE: readonly More[] = [
  { name: 'own-list', label: 'My reading and training' },
  { name: 'due', label: 'What is due' },
  { name: 'policies', label: 'Policies' },
  { name: 'registers', label: 'Registers and requests' },
  { name: 'training-board', label: 'Everybody’s training', roles: LEADS },
  { name: 'policy-board', label: 'How far the policies are', roles: [...LEADS, ...GOVERNS] },
  { name: 'filter-log', label: 'The web filter', roles: [...LEADS, 'ict_lead', 'network_manager'] },
  { name: 'bulletins', label: 'Bulletins', roles: ['head', 'dsl', 'esafety_coordinator'] },
  { name: 'digests', label: 'Governors’ digests', roles: [...LEADS, ...GOVERNS, 'trust_lead'] },
];

/** Opens what runs beside the cases, as far as somebody's functions reach. */
export function moreButtons(roles: readonly Role[]): OwnAction[] {
  return MORE.filter((item) => !item.roles || item.roles.some((role) => roles.includes(role))).map(
    ({ name, label }) => ({ kind: 'press', name, label, data: {}, private: true }),
  );
}
