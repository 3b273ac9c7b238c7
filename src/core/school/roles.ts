/** The functions people hold in a school, as the rules know them. A profile gives each its local title. */
export const ROLES = [
  'dsl',
  'deputy_dsl',
  'head',
  'deputy_head',
  'chair',
  'link_governor',
  'governor',
  'esafety_coordinator',
  'incident_lead',
  'ict_lead',
  'network_manager',
  'sendco',
  'office',
  'class_teacher',
  'slt_duty',
  'dpo',
  'administrator',
  'trust_lead',
  'staff',
] as const;
/** One function a person can hold in a school. */
export type Role = (typeof ROLES)[number];

/** What a function is called where the profile gives it no title of its own. */
export const DEFAULT_TITLES: Record<Role, string> = {
  dsl: 'Designated safeguarding lead',
  deputy_dsl: 'Deputy designated safeguarding lead',
  head: 'Headteacher',
  deputy_head: 'Deputy headteacher',
  chair: 'Chair of governors',
  link_governor: 'Link governor',
  governor: 'Governor',
  esafety_coordinator: 'E-safety co-ordinator',
  incident_lead: 'Incident lead',
  ict_lead: 'ICT lead',
  network_manager: 'Network manager',
  sendco: 'SENDCO',
  office: 'School office',
  class_teacher: 'Class teacher',
  slt_duty: 'Senior leader on duty',
  dpo: 'Data protection officer',
  administrator: 'Administrator',
  trust_lead: 'Trust safeguarding lead',
  staff: 'Member of staff',
};
