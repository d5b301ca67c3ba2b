import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import type { OpenView, Parsed } from '../../slack/listener.ts';
import { choiceOf, textOf } from '../../slack/modal-state.ts';
import { calendarUrl } from './calendar-url.ts';
import { type DayRule, parseDayLines } from './day-lines.ts';
import { isPlace } from './places.ts';

/** The form *Calendar* as it stands, finished or not: redrawn from this, it loses nothing. */
export interface CalendarForm {
  readonly teamId: string;
  /** Of the calendar that was opened, so that nobody overwrites what somebody else has saved since. */
  readonly version: number;
  readonly isRoundTheClock: boolean;
  readonly place?: string | undefined;
  readonly days: string;
  readonly icalUrl: string;
  readonly pasted: string;
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
  readonly pasted: string | null;
}

const Remembered = z.object({ teamId: z.uuid(), version: z.number().int().min(0) });

/** What the form carries besides its fields; read back by calendarFormFrom. */
export function remembered({ teamId, version }: CalendarForm): string {
  return JSON.stringify({ teamId, version });
}

/** Throws a UserError where the form's own memory is of an older version, or made up. */
export function calendarFormFrom({ state, privateMetadata }: OpenView): CalendarForm {
  return {
    ...recalled(privateMetadata),
    isRoundTheClock: choiceOf(state, 'clock') === 'always',
    place: choiceOf(state, 'place'),
    days: textOf(state, 'days') ?? '',
    icalUrl: textOf(state, 'icalUrl') ?? '',
    pasted: textOf(state, 'pasted') ?? '',
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

/** The calendar the form describes, or what is wrong with it, field by field. */
export function parseCalendar(view: OpenView): Parsed<SaveCalendar> {
  const { days: daysText, icalUrl: typedUrl, pasted, ...form } = calendarFormFrom(view);
  const reading = parseDayLines(daysText);
  const icalUrl = urlOrNone(typedUrl);
  const place = form.place ?? null;
  const isKnown = place === null || isPlace(place);
  if ('rules' in reading && icalUrl !== undefined && isKnown) {
    return { input: { ...form, place, daysText, days: reading.rules, icalUrl, pasted: pasted || null } };
  }
  return {
    errors: {
      ...('problem' in reading && { days: reading.problem }),
      ...(icalUrl === undefined && { icalUrl: NO_URL }),
      ...(!isKnown && { place: 'Choose one of the list.' }),
    },
  };
}
