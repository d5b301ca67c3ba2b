import { stringify } from 'csv-stringify/sync';
import { csvFormat, inert } from '../../../core/spreadsheet.ts';
import { NO_LINE, type Problem } from './problems.ts';

/** All problems of a file for a spreadsheet: line, reason, and the row as it was written; nothing that would run as a formula. */
export function problemsCsv(problems: readonly Problem[], raw: ReadonlyMap<number, string>): string {
  const rows = problems.map(({ line, reason }) => {
    return [line === NO_LINE ? '' : String(line), inert(reason), inert(raw.get(line) ?? '')];
  });
  return stringify([['line', 'reason', 'row'], ...rows], { ...csvFormat, bom: true });
}
