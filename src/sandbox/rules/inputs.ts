import { COUNT } from '../limits.ts';
import {
  boolean,
  type Check,
  inOrder,
  integer,
  isRecord,
  lengthOf,
  list,
  matching,
  object,
  optional,
  report,
  required,
  string,
} from './check.ts';
import { actionable, confirmable, focusable, pickable, typable } from './mixins.ts';
import { label } from './objects.ts';
import { onlyRichText } from './rich-text.ts';

const typed = optional(string(COUNT['plain_text_input.max_length']));
const numeral = optional(matching(/^-?\d+(\.\d+)?$/, 'must be a number'));
const lines = optional(integer(COUNT['rich_text_input.lines']));

/** What is in the field at first is not more than the field takes. */
const initialFits: Check = (value, at, look) => {
  if (!isRecord(value)) return;
  const { initial_value: initial, max_length: most } = value;
  if (typeof initial === 'string' && typeof most === 'number' && lengthOf(initial) > most)
    report(look, `${at}/initial_value`, `must be less than ${most + 1} characters`);
};

/** Written as a day, and there in the calendar. */
const day: Check = (value, at, look) => {
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && isInCalendar(value);
  if (!isDay) report(look, at, 'must be a date in the format YYYY-MM-DD');
};

/** Date reads 31 February as 3 March. */
function isInCalendar(text: string): boolean {
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}

const timeZone: Check = (value, at, look) => {
  if (typeof value !== 'string' || !isTimeZone(value)) report(look, at, 'must be a timezone of the IANA database');
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Fields that people fill in. */
export const inputs = {
  plain_text_input: object(
    {
      ...typable,
      initial_value: optional(string({ max: COUNT['plain_text_input.max_length'].max })),
      multiline: optional(boolean),
      min_length: optional(integer(COUNT['plain_text_input.min_length'])),
      max_length: optional(integer(COUNT['plain_text_input.max_length'])),
    },
    inOrder('min_length', 'max_length'),
    initialFits,
  ),
  rich_text_input: object(
    { ...typable, initial_value: optional(onlyRichText), min_lines: lines, max_lines: lines },
    inOrder('min_lines', 'max_lines'),
  ),
  email_text_input: object({ ...typable, initial_value: typed }),
  url_text_input: object({ ...typable, initial_value: typed }),
  number_input: object(
    {
      ...typable,
      is_decimal_allowed: required(boolean),
      initial_value: numeral,
      min_value: numeral,
      max_value: numeral,
    },
    inOrder('min_value', 'max_value'),
    inOrder('min_value', 'initial_value'),
    inOrder('initial_value', 'max_value'),
  ),
  file_input: object({
    ...actionable,
    filetypes: optional(list(label, { min: 1 })),
    max_files: optional(integer(COUNT['file_input.max_files'])),
  }),
  datepicker: object({
    ...pickable,
    initial_date: optional(day),
  }),
  timepicker: object({
    ...pickable,
    initial_time: optional(matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time in the format HH:mm')),
    timezone: optional(timeZone),
  }),
  datetimepicker: object({
    ...confirmable,
    ...focusable,
    initial_date_time: optional(integer({ min: 1e9, max: 9_999_999_999 })),
  }),
} satisfies Record<string, Check>;
