/** A file as it leaves the program. Its name carries a reference or a school's own short name, never a person's. */
export interface ExportedFile {
  name: string;
  type: 'application/pdf' | 'application/json; charset=utf-8' | 'application/zip' | 'text/csv; charset=utf-8';
  body: Buffer;
}
