/** Signs at the head of a cell that spreadsheet programs take for a formula or a command. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20|%\t\r\n]/u;

/** Stands at the head of a list, so that Excel reads it as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One line of a list as a spreadsheet reads it (RFC 4180); a cell that could be taken for a formula begins with an apostrophe. */
export const writeCsvLine = (cells: readonly string[]): string => `${cells.map(writeCell).join(',')}\r\n`;

function writeCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
