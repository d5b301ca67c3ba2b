import { z } from 'zod';
import { countedSeconds, dueAt, nextOpening } from '../core/business-time/counting.ts';
import { toInstant } from '../core/local-time.ts';
import { checkShiftRow } from './shift-vectors.ts';
import { isAboutShifts } from './shift-vectors-inputs.ts';
import { DueRow, ElapsedRow, LocalTimeRow, NextOpenRow, VectorsFile } from './vectors-inputs.ts';

/** The file is not one of vectors; the message says why. */
export class VectorsError extends Error {}

export interface VectorsResult {
  readonly passed: number;
  /** A line for each row that differs, or that cannot be read. */
  readonly failures: readonly string[];
}

interface Answer {
  readonly expected: string;
  readonly actual: string;
}

/** What differs in a row, if anything does. */
type Differ = (row: unknown) => string | undefined;

/**
 * Computes each row of a file in the form of sla-cases.json or of shift-rules.json and compares. A file with a row about
 * shifts is of the second form.
 * @throws VectorsError when the text is no such file
 */
export function checkVectors(text: string): VectorsResult {
  const file = readFile(text);
  const results = [
    ...file.cases.map((row, index) =>
      check('cases', index, row, file.isAboutShifts ? checkShiftRow : answered(checkDue)),
    ),
    ...file.elapsed_cases.map((row, index) => check('elapsed_cases', index, row, answered(checkElapsed))),
    ...file.next_open_cases.map((row, index) => check('next_open_cases', index, row, answered(checkNextOpen))),
    ...file.local_time_cases.map((row, index) => check('local_time_cases', index, row, answered(checkLocalTime))),
  ];
  if (results.length === 0) {
    throw new VectorsError(`has no rows in ${Object.keys(VectorsFile.shape).join(', ')}`);
  }
  const failures = results.filter((line) => line !== undefined);
  return { passed: results.length - failures.length, failures };
}

function readFile(text: string): VectorsFile & { readonly isAboutShifts: boolean } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new VectorsError(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const file = VectorsFile.safeParse(json);
  if (!file.success) {
    throw new VectorsError(`is not in the form of sla-cases.json or shift-rules.json: ${problemsOf(file.error)}`);
  }
  return { ...file.data, isAboutShifts: file.data.cases.some(isAboutShifts) };
}

/** Undefined if the row is as expected. */
function check(section: string, index: number, row: unknown, differ: Differ): string | undefined {
  const where = `${section}[${index}] ${nameOf(row)}`;
  try {
    const difference = differ(row);
    return difference === undefined ? undefined : `${where}: ${difference}`;
  } catch (error) {
    if (error instanceof z.ZodError) return `${where}: cannot be read: ${problemsOf(error)}`;
    return `${where}: ${String(error)}`;
  }
}

function answered(answer: (row: unknown) => Answer): Differ {
  return (row) => {
    const { expected, actual } = answer(row);
    return expected === actual ? undefined : `expected ${expected}, got ${actual}`;
  };
}

function checkDue(row: unknown): Answer {
  const { calendar, start, minutes, paused, hold_seconds: held, expect_due: expected } = DueRow.parse(row);
  return instants(expected, dueAt(calendar, start, minutes * 60 + held, paused));
}

function checkElapsed(row: unknown): Answer {
  const { calendar, from, to, paused, expect_minutes: expected } = ElapsedRow.parse(row);
  const seconds = countedSeconds(calendar, from, to, paused);
  // A third of a minute cannot be written down exactly; whole seconds can be compared.
  const isExpected = Math.abs(expected * 60 - seconds) < 0.01;
  return { expected: `${expected} min`, actual: `${isExpected ? expected : seconds / 60} min` };
}

function checkNextOpen(row: unknown): Answer {
  const { calendar, at, expect_open: expected } = NextOpenRow.parse(row);
  return instants(expected, nextOpening(calendar, at));
}

function checkLocalTime(row: unknown): Answer {
  const { timezone, local, expect_instant: expected } = LocalTimeRow.parse(row);
  const [date = '', time = ''] = local.split('T');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const minute = toInstant(date, hours * 60 + minutes, timezone);
  return instants(expected, new Date(minute.getTime() + seconds * 1000));
}

function instants(expected: Date | null, actual: Date | undefined): Answer {
  return { expected: expected?.toISOString() ?? 'none', actual: actual?.toISOString() ?? 'none' };
}

function nameOf(row: unknown): string {
  const named = z.object({ name: z.string() }).safeParse(row);
  return named.success ? `"${named.data.name}"` : '(no name)';
}

function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; ');
}
