/** What can be taken out of the program about one case. */
export const CASE_EXPORT_KINDS = ['case-file', 'case-data', 'transfer-pack'] as const;
/** One kind of file about one case. */
export type CaseExportKind = (typeof CASE_EXPORT_KINDS)[number];
/** What can be taken out of the program: about one case, or a school's whole log. */
export type ExportKind = CaseExportKind | 'incident-log';

/** How long a link to a file may be opened, in minutes. */
export const LINK_MINUTES = 10;
/** How many wrong codes end a link. */
export const MOST_WRONG_CODES = 5;
