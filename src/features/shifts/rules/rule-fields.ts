import { z } from 'zod';

/** What a parameter of a rule is: how it is typed in a form, between which bounds, and what it is until somebody sets it. */
export type Field = Whole | Choice<string> | TimeField | DateField | PairsField | NamesField | NeedsField;

interface Common {
  /** In the form: `Rest of at least`. */
  readonly label: string;
  readonly hint?: string;
}

/** A whole number; minutes are typed as hours and minutes (`11:00`), the rest as they are. */
export interface Whole extends Common {
  readonly kind: 'minutes' | 'count';
  /** What makes the rule forbid more. Without it two values cannot be told apart in that way. */
  readonly stricter?: 'more' | 'less';
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

export interface Choice<Value extends string> extends Common {
  readonly kind: 'choice';
  /** Value → what people read. */
  readonly options: Readonly<Record<Value, string>>;
  readonly initial: Value;
  /** The option under which the rule forbids all that it forbids under any other, if there is one. */
  readonly stricter?: Value;
}

/** A time of the day by the wall clock: `06:00`; `24:00` is the end of the date. */
interface TimeField extends Common {
  readonly kind: 'time';
  readonly initial: string;
}

/** A local date, or none. */
interface DateField extends Common {
  readonly kind: 'date';
  readonly initial: null;
}

/** Kinds of shifts, two by two: after the first, not the second. */
interface PairsField extends Common {
  readonly kind: 'pairs';
  readonly initial: readonly (readonly [string, string])[];
}

interface NamesField extends Common {
  readonly kind: 'names';
  readonly initial: readonly string[];
}

/** How many people are needed when, of the local dates of a week. */
interface NeedsField extends Common {
  readonly kind: 'needs';
  readonly initial: readonly [];
}

/** So many people, with a skill if one is named, on these days from one time to another; `until` not after `from`: of the next date. */
export interface Need {
  readonly weekdays: readonly Weekday[];
  readonly from: string;
  readonly until: string;
  readonly people: number;
  readonly skill: string | null;
}

export type Fields = Readonly<Record<string, Field>>;

/** What a rule is given: of every field its value. */
export type ValuesOf<Given extends Fields> = { readonly [Name in keyof Given]: ValueOf<Given[Name]> };
type ValueOf<Given extends Field> = Given extends Whole
  ? number
  : Given extends Choice<infer Value>
    ? Value
    : Given extends TimeField
      ? string
      : Given extends DateField
        ? string | null
        : Given extends PairsField
          ? readonly (readonly [string, string])[]
          : Given extends NeedsField
            ? readonly Need[]
            : readonly string[];

export const weekdays = {
  Mon: 'Monday',
  Tue: 'Tuesday',
  Wed: 'Wednesday',
  Thu: 'Thursday',
  Fri: 'Friday',
  Sat: 'Saturday',
  Sun: 'Sunday',
} as const;
export type Weekday = keyof typeof weekdays;

type WholeOptions = Pick<Whole, 'stricter' | 'hint'>;

/** Of a length in minutes. */
export function minutes(label: string, initial: number, [min, max]: Bounds, options: WholeOptions = {}): Whole {
  return { kind: 'minutes', label, initial, min, max, ...options };
}

/** Of a number of days, weeks, people, …, which the label names. */
export function count(label: string, initial: number, [min, max]: Bounds, options: WholeOptions = {}): Whole {
  return { kind: 'count', label, initial, min, max, ...options };
}
type Bounds = readonly [number, number];

export function choice<Value extends string>(
  label: string,
  initial: NoInfer<Value>,
  options: Readonly<Record<Value, string>>,
  stricter?: NoInfer<Value>,
): Choice<Value> {
  return { kind: 'choice', label, initial, options, ...(stricter && { stricter }) };
}

export function time(label: string, initial: string): TimeField {
  return { kind: 'time', label, initial };
}

/** When a week begins and in which week a shift counts that lies in two. */
export const weekFields = {
  week_start: choice('The week starts on', 'Mon', weekdays),
  week_start_time: time('at', '00:00'),
  attribution: choice('A shift that lies in two weeks counts', 'split', {
    split: 'in each with the minutes worked in it',
    start: 'in the week in which it starts',
  }),
} as const;

/** Most names or pairs of a list. */
export const MOST_NAMES = 40;
const Name = z.string().trim().min(1).max(60);
const Time = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/);
export const NeedShape = z.object({
  weekdays: z.array(z.enum(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])).min(1),
  from: Time,
  until: Time,
  people: z.number().int().min(1).max(999),
  skill: Name.nullable(),
});

/** Accepts what a field may hold; what is left out is its initial value. */
export function schemaOf(field: Field): z.ZodType {
  if (field.kind === 'choice') return z.enum(Object.keys(field.options)).default(field.initial);
  if (field.kind === 'time') return Time.default(field.initial);
  if (field.kind === 'needs')
    return z
      .array(NeedShape)
      .max(MOST_NAMES)
      .default([...field.initial]);
  if (field.kind === 'date') return z.iso.date().nullable().default(null);
  if (field.kind === 'names')
    return z
      .array(Name)
      .max(MOST_NAMES)
      .default([...field.initial]);
  if (field.kind === 'pairs') {
    const initial = field.initial.map(([first, next]): [string, string] => [first, next]);
    return z
      .array(z.tuple([Name, Name]))
      .max(MOST_NAMES)
      .default(initial);
  }
  return z.number().int().min(field.min).max(field.max).default(field.initial);
}
