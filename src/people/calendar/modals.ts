import type { KnownBlock, ModalView } from '@slack/types';
import { formatBusinessHours } from '../../core/business-hours.ts';
import { dayAndTime } from '../../core/local-time.ts';
import { actions, button, context, option, section } from '../../slack/blocks.ts';
import { externalChoice, fileInput, modal, radio, textInput } from '../../slack/modal.ts';
import { inline } from '../../slack/mrkdwn.ts';
import type { Problem } from '../modals.ts';
import type { CalendarLook } from './calendar-form.ts';
import { type CalendarParts, nextClosedDays } from './calendar-parts.ts';
import { type DayRule, parseDayLines } from './day-lines.ts';
import { type CalendarForm, remembered } from './inputs.ts';
import { calendarIds } from './messages.ts';
import { isPlace, placeOption } from './places.ts';
import type { IcalCopy } from './tables.ts';

const TITLE = 'Calendar';
const DAYS_SHOWN = 5;

/** *Calendar*: everything typed so far, what was understood of it, and what is wrong: on top, and at its field. */
export function calendarModal(look: CalendarLook, now: Date, problem?: Problem): ModalView {
  const fields = [...hoursBlocks(look), ...closedBlocks(look), ...fileBlocks(look), ...previewBlocks(look, now)];
  return modal({
    callbackId: calendarIds.form,
    title: TITLE,
    submit: 'Save',
    privateMetadata: remembered(look.form),
    blocks: [
      ...(problem ? [section(`:warning: *Not saved.* ${inline(problem.message)}`)] : []),
      ...fields.flatMap((block) =>
        problem?.field !== undefined && block.block_id === problem.field
          ? [block, context(`:warning: ${inline(problem.message)}`)]
          : [block],
      ),
    ],
  });
}

function hoursBlocks({ team, form }: CalendarLook): readonly KnownBlock[] {
  const hours = `*${inline(team.name)}* works ${inline(formatBusinessHours(team.businessHours))}, ${inline(team.timeZone)}.`;
  const inHours = option('In these hours, except on closed days', 'hours');
  const always = option('Round the clock, holidays and days off included', 'always');
  return [
    section(hours),
    radio('clock', 'Clocks run', {
      options: [inHours, always],
      initial: form.isRoundTheClock ? 'always' : 'hours',
      onChange: calendarIds.show,
    }),
  ];
}

function closedBlocks({ form }: CalendarLook): readonly KnownBlock[] {
  const reading = parseDayLines(form.days);
  return [
    externalChoice('place', 'Public holidays of', {
      source: calendarIds.places,
      onChange: calendarIds.places,
      placeholder: 'Type a country or region',
      optional: true,
      ...(form.place !== undefined && isPlace(form.place) && { initial: placeOption(form.place) }),
    }),
    textInput('days', 'Own days, a line each', {
      initial: form.days,
      multiline: true,
      optional: true,
      placeholder: '2026-12-31 closed Stocktaking\n2026-12-24 09:00-12:00\n2026-12-21 break 13:00-14:00',
      hint: 'Several days: 2026-12-27 to 2026-12-31 closed. A holiday on which you work: 2026-12-08 open.',
    }),
    ...('problem' in reading ? [context(`:warning: ${inline(reading.problem)}`)] : understood(reading.rules)),
  ];
}

function understood(rules: readonly DayRule[]): readonly KnownBlock[] {
  const count = (kind: DayRule['kind']) =>
    new Set(rules.filter((rule) => rule.kind === kind).map((rule) => rule.date)).size;
  const parts = [
    amount(count('closed'), 'day closed', 'days closed'),
    amount(count('open'), 'holiday open', 'holidays open'),
    amount(count('hours'), 'day with other hours', 'days with other hours'),
    amount(count('break'), 'day with breaks', 'days with breaks'),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? [context(`Understood: ${parts.join(', ')}.`)] : [];
}

function fileBlocks({ form, team, fromUrl, fromFile }: CalendarLook): readonly KnownBlock[] {
  return [
    textInput('icalUrl', 'Address of an iCal calendar', {
      initial: form.icalUrl,
      optional: true,
      maxLength: 2000,
      placeholder: 'https://calendar.example.com/holidays.ics',
      hint: 'All-day events close the day, others are breaks. Read when you save, then daily.',
    }),
    ...copyNote(fromUrl, team.timeZone),
    ...fileInUse(form, fromFile, team.timeZone),
    fileInput('upload', form.file ? 'Another iCal file in its place' : 'Or an iCal file', {
      types: ['ics'],
      optional: true,
      hint: 'At most 2 MB. Read when you save.',
    }),
  ];
}

function fileInUse({ file }: CalendarForm, copy: IcalCopy | undefined, zone: string): readonly KnownBlock[] {
  if (!file || !copy) return [];
  return [
    section(
      `:page_facing_up: *${inline(file.name)}*\n${copyText(copy, zone)}`,
      button('Remove', calendarIds.removeFile),
    ),
  ];
}

function copyNote(copy: IcalCopy | undefined, zone: string): readonly KnownBlock[] {
  return copy ? [context(copyText(copy, zone))] : [];
}

function copyText({ days, readAt, failingSince, failure }: IcalCopy, zone: string): string {
  const { closed, breaks, events, unreadable } = days;
  const found = [
    amount(closed.length, 'closed day', 'closed days'),
    amount(breaks.length, 'day with breaks', 'days with breaks'),
  ].filter((part) => part !== undefined);
  const broken = unreadable > 0 ? ` ${unreadable} of its ${events} events could not be read.` : '';
  const read = `Read on ${dayAndTime(readAt, zone)}: ${found.join(', ') || 'nothing in sight'}.${broken}`;
  if (!failingSince) return read;
  const since = dayAndTime(failingSince, zone);
  return `:warning: Cannot be read since ${since}: ${inline(failure ?? '')} Its last copy is in use. ${read}`;
}

function previewBlocks(look: CalendarLook, now: Date): readonly KnownBlock[] {
  return [
    section(closedDaysText(partsOf(look), now)),
    actions([button('Show what this gives', calendarIds.show)], 'show'),
  ];
}

function partsOf({ form, team, fromUrl, fromFile }: CalendarLook): CalendarParts {
  const reading = parseDayLines(form.days);
  return {
    timeZone: team.timeZone,
    weekly: team.businessHours,
    isRoundTheClock: form.isRoundTheClock,
    place: form.place ?? null,
    days: 'rules' in reading ? reading.rules : [],
    ical: [fromUrl, fromFile].flatMap((copy) => copy?.days ?? []),
  };
}

/** The next days that are closed, a line each, weekday named. */
export function closedDaysText(parts: CalendarParts, now: Date): string {
  if (parts.isRoundTheClock) return '*Next closed days*\nNone: clocks run round the clock.';
  const next = nextClosedDays(parts, now, DAYS_SHOWN);
  const lines = next.map(({ date, name }) => `• ${dateText(date)}${name === '' ? '' : `: ${inline(name)}`}`);
  return `*Next closed days*\n${lines.join('\n') || 'None in sight.'}`;
}

/** `Tue 8 December 2026` */
function dateText(date: string): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', parts).format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

/** While the work runs. */
export function savingCalendarModal(): ModalView {
  return modal({ callbackId: calendarIds.form, title: TITLE, blocks: [section('Saving the calendar …')] });
}

/** Done: what it means for the clocks. */
export function calendarSavedModal(look: CalendarLook, now: Date): ModalView {
  return modal({
    callbackId: calendarIds.form,
    title: TITLE,
    blocks: [
      section(`:white_check_mark: The calendar of *${inline(look.team.name)}* is saved.`),
      section(closedDaysText(partsOf(look), now)),
      ...copyNote(look.fromUrl, look.team.timeZone),
      ...copyNote(look.fromFile, look.team.timeZone),
      context('Clocks of open cases follow within moments.'),
    ],
  });
}

function amount(count: number, one: string, several: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : several}`;
}
