/** Of files for spreadsheets, for csv-stringify: as RFC 4180 has it. By itself it leaves a line of its own in a cell unquoted. */
export const csvFormat = { record_delimiter: '\r\n', quoted_match: /[\r\n]/ } as const;

/** What spreadsheets run as a formula begins like this; an apostrophe in front makes it text, and one before that stays one. */
const RUNS = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs. Only in files: the database keeps what was typed. */
export function inert<Value extends string | number | null>(value: Value): Value | string {
  return typeof value === 'string' && RUNS.test(value) ? `'${value}` : value;
}

/** What `inert` was given. */
export function fromInert(cell: string): string {
  return cell.startsWith("'") && RUNS.test(cell.slice(1)) ? cell.slice(1) : cell;
}
