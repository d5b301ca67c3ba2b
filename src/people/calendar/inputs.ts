import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import type { FieldErrors, OpenView, Parsed } from '../../slack/listener.ts';
import { type UploadedFile, choiceOf, filesOf, textOf } from '../../slack/modal-state.ts';
import { calendarUrl } from './calendar-url.ts';
import { type DayRule, parseDayLines } from './day-lines.ts';
import { MOST_BYTES } from './limits.ts';
import { isPlace } from './places.ts';

/** An iCal file that somebody uploaded to Slack. */
export interface CalendarFile {
  readonly id: string;
  readonly name: string;
}

/** The form *Calendar* as it stands, finished or not: redrawn from this, it loses nothing. */
export interface CalendarForm {
  readonly teamId: string;
  /** Of the calendar that was opened, so that nobody overwrites what somebody else has saved since. */
  readonly version: number;
  readonly isRoundTheClock: boolean;
  readonly place?: string | undefined;
  readonly days: string;
  readonly icalUrl: string;
  /** In use, or read and to be used; the form carries it along, since a field cannot be given a file. */
  readonly file?: CalendarFile | undefined;
  /** What is in the field for a file, and is to take its place. */
  readonly upload?: UploadedFile | undefined;
}

/** A calendar as it is to be. */
export interface SaveCalendar {
  readonly teamId: string;
  readonly version: number;
  readonly isRoundTheClock: boolean;
  readonly place: string | null;
  readonly daysText: string;
  readonly days: readonly DayRule[];
  readonly icalUrl: string | null;
  /** `isNew`: from the form's field; else it has been read before. */
  readonly file: (CalendarFile & { readonly isNew: boolean }) | null;
}

const Remembered = z.object({
  teamId: z.uuid(),
  version: z.number().int().min(0),
  file: z.object({ id: z.string(), name: z.string() }).optional(),
});

/** What the form carries besides its fields; read back by calendarFormFrom. */
export function remembered({ teamId, version, file }: CalendarForm): string {
  return JSON.stringify({ teamId, version, file: file && { id: file.id, name: file.name } });
}

/** Throws a UserError where the form's own memory is of an older version, or made up. */
export function calendarFormFrom({ state, privateMetadata }: OpenView): CalendarForm {
  return {
    ...recalled(privateMetadata),
    isRoundTheClock: choiceOf(state, 'clock') === 'always',
    place: choiceOf(state, 'place'),
    days: textOf(state, 'days') ?? '',
    icalUrl: textOf(state, 'icalUrl') ?? '',
    upload: filesOf(state, 'upload')[0],
  };
}

function recalled(metadata: string): z.infer<typeof Remembered> {
  try {
    return Remembered.parse(JSON.parse(metadata));
  } catch {
    throw new UserError('This form is out of date. Please close it and open it again.');
  }
}

function urlOrNone(typed: string): string | null | undefined {
  return typed === '' ? null : calendarUrl(typed);
}

const NO_URL = 'Give an address that begins with https://, without a password in it.';
const NO_CALENDAR = 'Choose an iCal file; its name ends in .ics.';
const TOO_LARGE = 'That file is larger than 2 MB.';

/** What can be said of a file before it is read. */
function wrongWith({ name, mimetype, size }: UploadedFile): FieldErrors {
  if (!/\.ics$/i.test(name) && mimetype !== 'text/calendar') return { upload: NO_CALENDAR };
  return size > MOST_BYTES ? { upload: TOO_LARGE } : {};
}

/** The calendar the form describes, or what is wrong with it, field by field. */
export function parseCalendar(view: OpenView): Parsed<SaveCalendar> {
  const { days: daysText, icalUrl: typedUrl, upload, file, ...form } = calendarFormFrom(view);
  const reading = parseDayLines(daysText);
  const icalUrl = urlOrNone(typedUrl);
  const place = form.place ?? null;
  const errors = {
    ...('problem' in reading && { days: reading.problem }),
    ...(icalUrl === undefined && { icalUrl: NO_URL }),
    ...(place !== null && !isPlace(place) && { place: 'Choose one of the list.' }),
    ...(upload && wrongWith(upload)),
  };
  if (!('rules' in reading) || icalUrl === undefined || Object.keys(errors).length > 0) return { errors };
  return { input: { ...form, place, daysText, days: reading.rules, icalUrl, file: fileOf(upload, file) } };
}

function fileOf(upload: UploadedFile | undefined, file: CalendarFile | undefined): SaveCalendar['file'] {
  if (upload) return { id: upload.id, name: upload.name, isNew: true };
  return file ? { ...file, isNew: false } : null;
}
