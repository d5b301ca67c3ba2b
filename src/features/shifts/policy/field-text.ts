import { z } from 'zod';
import { type Field, MOST_NAMES, schemaOf, type Whole } from '../rules/rule-fields.ts';
import { times } from '../rules/words-of-numbers.ts';
import { needLines, readNeed } from './need-lines.ts';

export type ReadValue = { readonly value: unknown } | { readonly problem: string };

/** What stands in a field of text for a value: read back by readField it is the same. */
export function textOfValue(field: Field, value: unknown): string {
  if (field.kind === 'minutes') return clockText(Number(value));
  if (field.kind === 'pairs')
    return z
      .array(Pair)
      .parse(value)
      .map(([first, next]) => `${first} > ${next}`)
      .join('\n');
  if (field.kind === 'names') return z.array(z.string()).parse(value).join('\n');
  if (field.kind === 'needs') return needLines(value).join('\n');
  return z.coerce.string().parse(value ?? '');
}
const Pair = z.tuple([z.string(), z.string()]);

/** The value that was typed or chosen, or what is wrong with it, in words. Nothing typed is nothing, where that can be. */
export function readField(field: Field, typed: string | undefined): ReadValue {
  if (field.kind === 'minutes' || field.kind === 'count') return readWhole(field, typed);
  if (field.kind === 'pairs') return readLines(field, typed, readPair);
  if (field.kind === 'names') return readLines(field, typed, (line) => ({ value: line }));
  if (field.kind === 'needs') return readLines(field, typed, readNeed);
  const read = schemaOf(field).safeParse(field.kind === 'date' ? (typed ?? null) : typed);
  return read.success ? { value: read.data } : { problem: problems[field.kind] };
}

const problems = {
  choice: 'Choose one of these.',
  time: 'Write a time like 06:00.',
  date: 'Pick a date, or none.',
} as const;

/** In a sentence: `11 h 00`, `the date on which it starts`, `N > E, L > E`. */
export function valueInWords(field: Field, value: unknown): string {
  if (field.kind === 'minutes') return times.plain(Number(value));
  if (field.kind === 'choice') return field.options[String(value)] ?? String(value);
  return textOfValue(field, value).replaceAll('\n', ', ');
}

/** `11:00`; hours may be many. */
function clockText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

function readWhole(field: Whole, typed = ''): ReadValue {
  const value = field.kind === 'minutes' ? readMinutes(typed) : readCount(typed);
  const example = field.kind === 'minutes' ? 'hours and minutes like 11:00' : 'a whole number';
  if (value === undefined) return { problem: `Write ${example}.` };
  if (value >= field.min && value <= field.max) return { value };
  const said = field.kind === 'minutes' ? (minutes: number) => times.plain(minutes) : String;
  return { problem: `Between ${said(field.min)} and ${said(field.max)}.` };
}

function readCount(typed: string): number | undefined {
  return /^\d{1,6}$/.test(typed) ? Number(typed) : undefined;
}

/** `11:00`, `11`, `11 h`, `11 h 30`, `90 min` */
function readMinutes(typed: string): number | undefined {
  const text = typed.toLowerCase().replaceAll(/\s/g, '');
  const onlyMinutes = /^(\d{1,5})min$/.exec(text);
  if (onlyMinutes) return Number(onlyMinutes[1]);
  const parts = /^(\d{1,4})(?:(?:h|:)(?:([0-5]\d)(?:min)?)?)?$/.exec(text);
  return parts ? Number(parts[1]) * 60 + Number(parts[2] ?? 0) : undefined;
}

function readLines(field: Field, typed: string | undefined, read: (line: string) => ReadValue): ReadValue {
  const lines = (typed ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > MOST_NAMES) return { problem: `At most ${MOST_NAMES} lines.` };
  const values: unknown[] = [];
  for (const [index, line] of lines.entries()) {
    const one = read(line);
    if ('problem' in one) return { problem: `Line ${index + 1}: ${one.problem}` };
    values.push(one.value);
  }
  const all = schemaOf(field).safeParse(values);
  return all.success ? { value: all.data } : { problem: 'Each of them has at most 60 characters.' };
}

function readPair(line: string): ReadValue {
  const [first, next, ...more] = line.split(/\s*(?:>|→|->)\s*/);
  if (!first || !next || more.length > 0) return { problem: 'write two kinds of shifts, like Night > Early.' };
  return { value: [first, next] };
}
