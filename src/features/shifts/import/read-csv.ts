import { Readable } from 'node:stream';
import { setImmediate as others } from 'node:timers/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import { z } from 'zod';
import { MOST_ROWS, UnreadableFile } from './decode.ts';
import type { Problem } from './problems.ts';

/** A row of a file. */
export interface CsvRecord {
  /** On which it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** As it is written there. */
  readonly raw: string;
}

export interface CsvFile {
  readonly heading: readonly string[];
  readonly records: readonly CsvRecord[];
  /** Rows that are no rows: a quotation mark that never ends, more cells than the heading has. */
  readonly broken: readonly (Problem & { readonly raw: string })[];
}

const CHUNK = 64 * 1024;
/** So many rows are read at a time; then everybody else has their turn. */
const SLICE = 500;
const MOST_IN_A_ROW = 100_000;

/**
 * Reads a file with a heading, in slices: parted by comma, semicolon or tab, whichever its heading has most of.
 * @throws UnreadableFile
 */
export async function readCsv(file: string): Promise<CsvFile> {
  // csv-parse counts the two characters of a Windows line end inside a cell as two lines.
  const text = file.replaceAll(/\r\n?/g, '\n');
  const records: CsvRecord[] = [];
  const broken: CsvFile['broken'][number][] = [];
  let heading: readonly string[] | undefined;
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MOST_IN_A_ROW,
    on_skip: (error, raw) => {
      broken.push(brokenRow(error, raw));
      return undefined;
    },
  });
  try {
    for await (const parsed of Readable.from(chunksOf(text)).pipe(parser)) {
      const record = recordOf(parsed);
      if (record.cells.every((cell) => cell.trim() === '')) continue;
      if (heading) records.push(record);
      else heading = record.cells.map((cell) => cell.trim());
      if (records.length > MOST_ROWS) throw new UnreadableFile(tooMany);
      if (records.length % SLICE === 0) await others();
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    broken.push(brokenRow(error, undefined));
  }
  if (!heading) throw new UnreadableFile('That file has no heading: its first line has to name the columns.');
  if (heading.length < 2) throw new UnreadableFile(ONE_COLUMN);
  return parted(heading, records, broken);
}

const ONE_COLUMN =
  'That file has one column only, so it lists no shifts, absences or skills: their columns are parted by comma, semicolon or tab.';
const tooMany = `That file has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it by dates and import the parts.`;

/** A row that is longer than its heading means something else than it says. */
function parted(heading: readonly string[], records: readonly CsvRecord[], broken: CsvFile['broken']): CsvFile {
  const fits = ({ cells }: CsvRecord) => cells.slice(heading.length).every((cell) => cell.trim() === '');
  const long = records
    .filter((record) => !fits(record))
    .map(({ line, cells, raw }) => {
      return { line, raw, reason: `It has ${cells.length} cells, the heading ${heading.length}.` };
    });
  const last = broken.at(-1);
  const each = broken.filter((row) => row === last || row.line !== last?.line);
  return { heading, records: records.filter(fits), broken: [...each, ...long] };
}

function delimiterOf(text: string): string {
  const first = /[^\n]+/.exec(text)?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

function* chunksOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += CHUNK) yield text.slice(from, from + CHUNK);
}

const Parsed = z.object({ record: z.array(z.string()), raw: z.string(), info: z.object({ lines: z.number() }) });

function recordOf(parsed: unknown): CsvRecord {
  const { record, raw, info } = Parsed.parse(parsed);
  const row = raw.replace(/\n+$/, '').replace(/^\n+/, '');
  return { line: firstLine(info, row), cells: record, raw: row };
}

/** csv-parse counts the line on which a row ends. */
function firstLine({ lines }: Pick<Info, 'lines'>, row: string): number {
  return lines - (row.match(/\n/g)?.length ?? 0);
}

function brokenRow(error: CsvError | undefined, raw = ''): CsvFile['broken'][number] {
  const row = raw.replace(/\n+$/, '');
  const lines = error && 'lines' in error ? Number(error.lines) : 1;
  if (error?.code !== 'CSV_QUOTE_NOT_CLOSED') {
    return { line: lines, reason: 'Its quotation marks are wrong: write one inside a cell twice.', raw: row };
  }
  const reason = 'A quotation mark begins there and never ends, so it and the rows after it could not be read.';
  return { line: firstLine({ lines }, row), reason, raw: row };
}
