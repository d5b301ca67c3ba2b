import { isZone } from '../../../core/local-time.ts';
import { cleanText } from '../../../slack/mrkdwn.ts';
import { wholeDates } from '../roster/absences.ts';
import { readTypedDate, readTypedEnd, readTypedStart } from '../roster/forms/typed-times.ts';
import type { AbsenceKind } from '../roster/tables.ts';
import { UnreadableFile } from './decode.ts';
import type { Found } from './people-in-file.ts';
import type { Problem } from './problems.ts';
import type { CsvFile } from './read-csv.ts';

/** A row of a file of absences. */
export interface AbsenceRow {
  readonly slackId: string;
  /** The id of the row, else what it says: the same row again is the same absence. */
  readonly key: string;
  readonly kind: AbsenceKind;
  readonly timeZone: string;
  readonly isWholeDates: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A row of a file of skills. */
export interface SkillRow {
  readonly slackId: string;
  readonly name: string;
  readonly validUntil: string | null;
}

export interface PersonalRows<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

type Cell = (name: string) => string;

/** Columns `email`, `from`, `to`, and perhaps `kind` (leave or unavailable), `zone` and `id`. */
export function readAbsences(file: CsvFile, zone: string, personOf: (text: string) => Found): PersonalRows<AbsenceRow> {
  return rowsOf<AbsenceRow>(file, ['email', 'from'], (cell) => {
    const person = personOf(cell('email'));
    if ('reason' in person) return person;
    const timeZone = cell('zone') || zone;
    if (!isZone(timeZone)) return { reason: `“${timeZone}” is no time zone. Write one like Europe/Berlin.` };
    const kind = cell('kind').toLowerCase() || 'leave';
    if (kind !== 'leave' && kind !== 'unavailable') return { reason: `“${kind}” is neither leave nor unavailable.` };
    const span = spanOf(cell('from'), cell('to') || cell('from'), timeZone);
    if ('reason' in span) return span;
    const key = cell('id') || `${span.startsAt.toISOString()}/${span.endsAt.toISOString()}`;
    return { slackId: person.slackId, key, kind, timeZone, ...span };
  });
}

/** Columns `email`, `skill`, and perhaps `until`. */
export function readSkills(file: CsvFile, personOf: (text: string) => Found): PersonalRows<SkillRow> {
  return rowsOf<SkillRow>(file, ['email', 'skill'], (cell) => {
    const person = personOf(cell('email'));
    if ('reason' in person) return person;
    const name = cell('skill');
    if (name === '' || Array.from(name).length > 200)
      return { reason: 'Its skill is empty, or longer than 200 characters.' };
    const until = cell('until');
    const validUntil = until === '' ? null : readTypedDate(until);
    if (validUntil === undefined) return { reason: `“${until}” is no date. Write it like 2027-03-01.` };
    return { slackId: person.slackId, name, validUntil };
  });
}

/** Where the person of each row is named. */
export function personColumn(file: CsvFile): number {
  return columnOf(file, 'email');
}

type Span = Pick<AbsenceRow, 'isWholeDates' | 'startsAt' | 'endsAt'>;

function spanOf(from: string, to: string, zone: string): Span | { readonly reason: string } {
  const [first, last] = [readTypedDate(from), readTypedDate(to)];
  if (first && last) {
    return last < first
      ? { reason: 'It ends before it starts.' }
      : { isWholeDates: true, ...wholeDates(first, last, zone) };
  }
  const start = readTypedStart(from, zone);
  if ('problem' in start) return { reason: `Its start “${from}”: ${start.problem}` };
  const end = readTypedEnd(to, start, zone);
  if ('problem' in end) return { reason: `Its end “${to}”: ${end.problem}` };
  return { isWholeDates: false, startsAt: start.at, endsAt: end.at };
}

function rowsOf<Row extends object>(
  file: CsvFile,
  needed: readonly string[],
  read: (cell: Cell) => Row | { readonly reason: string },
): PersonalRows<Row> {
  const lacking = needed.filter((name) => columnOf(file, name) === -1);
  if (lacking.length > 0) throw new UnreadableFile(`The file has no column ${lacking.join(' and no column ')}.`);
  const rows: Row[] = [];
  const problems: Problem[] = file.broken.map(({ line, reason }) => ({ line, reason }));
  for (const { line, cells } of file.records) {
    const found = read((name) => cleanText(cells[columnOf(file, name)] ?? '').trim());
    if ('reason' in found) problems.push({ line, reason: found.reason });
    else rows.push(found);
  }
  return { rows, problems };
}

function columnOf({ heading }: CsvFile, name: string): number {
  return heading.findIndex((column) => column.toLowerCase() === name);
}
