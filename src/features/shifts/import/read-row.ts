import { assertNever } from '../../../core/errors.ts';
import { addDays } from '../../../core/local-time.ts';
import { fromInert } from '../../../core/spreadsheet.ts';
import { clip, cleanText } from '../../../slack/mrkdwn.ts';
import { isTimeProblem, type TimeProblem, toLocalInstant } from '../roster/shift-times.ts';
import type { ShiftRow } from '../roster/tables.ts';
import { asOffset, type CellTime, readDate, readDateTime, readTime } from './cell-times.ts';
import type { Field, Layout } from './layout.ts';
import type { CsvRecord } from './read-csv.ts';

/** What a source says of a shift; kept with it, so that a later import sees what the source itself has changed. */
export type SourceFacts = Pick<
  ShiftRow,
  | 'slackId'
  | 'startsLocal'
  | 'endsLocal'
  | 'timeZone'
  | 'startOffset'
  | 'endOffset'
  | 'breakMinutes'
  | 'role'
  | 'type'
  | 'activity'
  | 'credential'
  | 'site'
  | 'comment'
  | 'isPublished'
  | 'isTradable'
>;

/** A row that says what a shift is. */
export interface Draft {
  readonly line: number;
  /** The shift's id where it comes from; undefined where the file has none. */
  readonly id: string | undefined;
  readonly facts: SourceFacts;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface RowContext {
  readonly layout: Layout;
  readonly team: { readonly name: string; readonly timeZone: string };
  readonly isZone: (name: string) => boolean;
  /** Of an e-mail address or a Slack id, as written. */
  readonly personOf: (text: string) => { readonly slackId: string } | { readonly reason: string };
}

/** Thrown and caught in here. */
class BadRow extends Error {}

/** The shift of a row, or in words why there is none. Nothing is guessed. */
export function readRow(record: CsvRecord, context: RowContext): Draft | { readonly reason: string } {
  try {
    return draftOf(record, context);
  } catch (error) {
    if (error instanceof BadRow) return { reason: error.message };
    throw error;
  }
}

function draftOf({ line, cells }: CsvRecord, { layout, team, personOf, isZone }: RowContext): Draft {
  const cell = (field: Field): string => {
    const column = layout.columns[field];
    return column === undefined ? '' : fromInert(cleanText(cells[column] ?? '').trim());
  };
  const teamName = cell('team');
  if (teamName !== '' && teamName.toLowerCase() !== team.name.toLowerCase()) {
    throw new BadRow(`It is of the team “${clip(teamName, SHOWN)}”, not of ${team.name}.`);
  }
  const slackId = holderOf(cell, personOf);
  const zone = cell('zone') || team.timeZone;
  if (!isZone(zone)) throw new BadRow(`“${clip(zone, SHOWN)}” is no time zone. Write one like Europe/Berlin.`);
  const start = startOf(cell, layout, zone);
  const starts = instantOf(start, zone, cell('startOffset'), 'start');
  const end = endOf(cell, layout, zone, start);
  const ends = instantOf(end, zone, cell('endOffset'), 'end');
  if (ends.at <= starts.at) throw new BadRow('It ends before it starts.');
  return {
    line,
    id: short(cell('id'), 'id', MOST_OF_KEY) ?? undefined,
    startsAt: starts.at,
    endsAt: ends.at,
    facts: {
      slackId,
      startsLocal: starts.local,
      endsLocal: ends.local,
      timeZone: zone,
      startOffset: starts.offset,
      endOffset: ends.offset,
      breakMinutes: breakOf(cell('breakMinutes'), (ends.at.getTime() - starts.at.getTime()) / 60_000),
      role: short(cell('role'), 'role'),
      type: short(cell('type'), 'type'),
      activity: short(cell('activity'), 'activity'),
      credential: short(cell('credential'), 'credential'),
      site: short(cell('site'), 'site'),
      comment: short(cell('comment'), 'comment', 2000),
      isPublished: yesOrNo(cell('published'), 'published') ?? true,
      isTradable: yesOrNo(cell('tradable'), 'tradable') ?? true,
    },
  };
}

type Cell = (field: Field) => string;

function holderOf(cell: Cell, personOf: RowContext['personOf']): string | null {
  const isOpen = yesOrNo(cell('open'), 'open');
  const person = cell('person');
  if (person === '' && isOpen === false)
    throw new BadRow('It names nobody and is not open, so there is nothing to work.');
  if (person === '') return null;
  if (isOpen === true) throw new BadRow('It is open and names a person. Leave one of them out.');
  const found = personOf(person);
  if ('reason' in found) throw new BadRow(found.reason);
  return found.slackId;
}

function startOf(cell: Cell, { columns, dateOrder }: Layout, zone: string): CellTime {
  if (columns.start !== undefined) return whole(cell('start'), dateOrder, zone, 'start');
  return { date: dateIn(cell('startDate'), dateOrder, 'start'), time: timeIn(cell('startTime'), 'start') };
}

function endOf(cell: Cell, { columns, dateOrder }: Layout, zone: string, start: CellTime): CellTime {
  const text = columns.end === undefined ? cell('endTime') : cell('end');
  if (columns.end !== undefined && readTime(text) === undefined) return whole(text, dateOrder, zone, 'end');
  const time = timeIn(text, 'end');
  const named = cell('endDate');
  if (named !== '') return { date: dateIn(named, dateOrder, 'end'), time };
  // Without a date it is the next time that the clock shows it.
  return { date: time > start.time ? start.date : addDays(start.date, 1), time };
}

function whole(text: string, order: Layout['dateOrder'], zone: string, what: string): CellTime {
  const found = readDateTime(text, order, zone);
  if (!found)
    throw new BadRow(`Its ${what} “${clip(text, SHOWN)}” is no date with a time. Write it like 2026-03-16T09:00.`);
  return found;
}

function dateIn(text: string, order: Layout['dateOrder'], what: string): string {
  const date = readDate(text, order);
  if (date === undefined)
    throw new BadRow(`The date of its ${what}, “${clip(text, SHOWN)}”, is none. Write it like 2026-03-16.`);
  return date;
}

function timeIn(text: string, what: string): string {
  const time = readTime(text);
  if (time === undefined)
    throw new BadRow(`Its ${what} “${clip(text, SHOWN)}” is no time on a full minute, such as 09:00.`);
  return time;
}

function instantOf({ date, time, offset }: CellTime, zone: string, column: string, what: string) {
  const local = time === '24:00' ? `${addDays(date, 1)}T00:00` : `${date}T${time}`;
  const asked = offset ?? (column === '' ? undefined : asOffset(column));
  const found = toLocalInstant(local, zone, asked);
  if (!isTimeProblem(found)) return { local, ...found };
  throw new BadRow(`Its ${what} ${local.replace('T', ' ')} ${wrong(found, zone, asked)}`);
}

function wrong({ reason, options }: TimeProblem, zone: string, asked = ''): string {
  const either = options.join(' or ');
  switch (reason) {
    case 'nonexistent':
      return `does not exist in ${zone}: the clocks skip it.`;
    case 'ambiguous':
      return `happens twice in ${zone}. Say which with an offset: ${either}.`;
    case 'wrong_offset':
      return `is at ${either} in ${zone}, not at ${clip(asked, SHOWN)}.`;
    case 'unreadable':
      return 'is no time.';
    default:
      return assertNever(reason);
  }
}

function breakOf(text: string, minutes: number): number {
  if (text === '') return 0;
  if (!/^\d{1,4}(\.0+)?$/.test(text)) throw new BadRow(`Its break “${clip(text, SHOWN)}” is no number of minutes.`);
  if (Number(text) >= minutes) throw new BadRow('Its break is as long as the shift.');
  return Number(text);
}

function yesOrNo(text: string, what: string): boolean | undefined {
  if (text === '') return undefined;
  if (/^(yes|y|true|1|ja|s[ií]|oui)$/i.test(text)) return true;
  if (/^(no|n|false|0|nein|non)$/i.test(text)) return false;
  throw new BadRow(`“${clip(text, SHOWN)}” under ${what} is neither yes nor no.`);
}

function short(text: string, what: string, most = 200): string | null {
  if (Array.from(text).length > most) throw new BadRow(`Its ${what} is longer than ${most} characters.`);
  return text === '' ? null : text;
}

/** Our export has keys as they came: of a calendar's event, or all that a row without an id was known by. */
export const MOST_OF_KEY = 1000;

/** Of what a cell says, in a sentence about it. */
const SHOWN = 40;
