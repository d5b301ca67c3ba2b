import { setImmediate as others } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { csvFormat, inert } from '../../../core/spreadsheet.ts';
import type { ShiftChange } from '../roster/shift-change.ts';
import { changeLine, holderText, namedChanges, otherDifferences } from './name-changes.ts';
import type { WrittenRow } from './merge-personal.ts';
import type { SourceFacts } from './read-row.ts';

/** Of a message; all of them are in the file that comes with it. */
const LINES = 10;

/** What an import would change, as whoever decides on it is shown it. */
export interface Preview {
  readonly count: number;
  /** Of the first ones; not escaped. */
  readonly lines: readonly string[];
  /** All of them, where there are more than lines. */
  readonly csv: string | undefined;
}

export const noPreview: Preview = { count: 0, lines: [], csv: undefined };

/** A change in a line, and in the cells of a spreadsheet. */
interface PreviewRow {
  readonly line: () => string;
  readonly cells: () => readonly string[];
}

/** Nothing in its file runs as a formula; it is written in slices, so that everybody else has their turn. */
async function previewOf(heading: readonly string[], rows: readonly PreviewRow[]): Promise<Preview> {
  const lines = rows.slice(0, LINES).map(({ line }) => line());
  if (rows.length <= LINES) return { count: rows.length, lines, csv: undefined };
  const parts = [stringify([[...heading]], { ...csvFormat, bom: true })];
  for (let from = 0; from < rows.length; from += SLICE) {
    const cells = rows.slice(from, from + SLICE).map((row) => row.cells().map((cell) => inert(cell)));
    parts.push(stringify(cells, csvFormat));
    await others();
  }
  return { count: rows.length, lines, csv: parts.join('') };
}

const SLICE = 500;

const heading = ['change', 'person_before', 'start_before', 'end_before', 'person', 'start', 'end', 'also'];

/** Of changes to shifts. */
export function shiftPreview(changes: readonly ShiftChange[], nameOf: (slackId: string) => string): Promise<Preview> {
  const cellsOf = (shift: SourceFacts | null) =>
    shift ? [holderText(shift, nameOf), shift.startsLocal, shift.endsLocal] : ['', '', ''];
  const rows = namedChanges(changes).map((named) => {
    const { what, before, after } = named;
    const also = () => (before && after ? otherDifferences(before, after).join('; ') : '');
    return {
      line: () => changeLine(named, nameOf),
      cells: () => [what, ...cellsOf(before), ...cellsOf(after), also()],
    };
  });
  return previewOf(heading, rows);
}

/** Of absences or skills. */
export function personalPreview(written: readonly WrittenRow[], nameOf: (slackId: string) => string): Promise<Preview> {
  const rows = written.map(({ what, slackId, text }) => ({
    line: () => `${what === 'new' ? 'new: ' : ''}${nameOf(slackId)}: ${text}`,
    cells: () => [what, nameOf(slackId), text],
  }));
  return previewOf(['change', 'person', 'is'], rows);
}
