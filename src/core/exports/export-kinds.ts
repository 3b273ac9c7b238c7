/** What can be taken out of the program about one case. */
export const CASE_EXPORT_KINDS = ['case-file', 'case-data', 'transfer-pack'] as const;
/** One kind of file about one case. */
export type CaseExportKind = (typeof CASE_EXPORT_KINDS)[number];
/** What can be taken out that is about no case: a school's whole log, a governors' digest, or who has read and learned what. */
export type SchoolExportKind = 'incident-log' | 'governors-digest' | TrainingExportKind;
/** Of reading and training: everybody's register, or one person's certificate. */
export type TrainingExportKind = 'training-register' | 'certificate';
/** What can be taken out of the program. */
export type ExportKind = CaseExportKind | SchoolExportKind;

/** How long a link to a file may be opened, in minutes. */
export const LINK_MINUTES = 10;
/** How many wrong codes end a link. */
export const MOST_WRONG_CODES = 5;
