import type { ReportFormView } from '../../src/core/form-views.ts';

/** The report form as it opens. */
export const emptyReportForm = (formKey: string, variant: ReportFormView['variant'] = 'report'): ReportFormView => ({
  name: 'report-form',
  school: { name: 'A school', demo: false },
  variant,
  formKey,
  values: {},
  errors: {},
  problem: null,
  people: [],
  schools: [],
  contacts: { duty: null, childrensSocialCare: null, outOfHours: null },
});
