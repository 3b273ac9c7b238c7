/** What a school does again and again. */
export const DUTY_KINDS = [
  'newsletter',
  'website',
  'workshop',
  'parent_briefing',
  'pupil_reminder',
  'pupil_notice',
  'pupil_rules',
  'agreement_campaign',
  'security_review',
  'filtering_review',
  'filter_check',
  'it_audit',
  'risk_review',
  'accreditation',
  'prevent_risk_assessment',
  'prevent_partnership',
  'prevent_training',
  'prevent_it_policies',
] as const;
/** One kind of recurring duty. */
export type DutyKind = (typeof DUTY_KINDS)[number];
