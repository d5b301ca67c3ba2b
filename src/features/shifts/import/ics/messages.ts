import type { ModalView } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { button, context, divider, option, section } from '../../../../slack/blocks.ts';
import { choice, modal, peoplePicker, textInput } from '../../../../slack/modal.ts';
import { clipMarkup, inline, mention } from '../../../../slack/mrkdwn.ts';
import type { Problem } from '../problems.ts';
import type { CalendarAndTeam } from './roster-calendars.ts';

export const calendarIds = { form: 'shift.calendars', remove: 'shift.calendars-remove' } as const;

/** Once for as long as it lasts. */
export function calendarUnreadableMessage({ calendar, team }: CalendarAndTeam, why: string): Message {
  const stays = calendar.readAt ? ' The roster stays as it was.' : '';
  const text = `:warning: The calendar at *${inline(new URL(calendar.url).host)}* that shifts of *${inline(team.name)}* come from cannot be read: ${inline(why)}${stays}`;
  return { text, blocks: [section(text)] };
}

const SHOWN = 5;

/** After a calendar has changed: what of it is not on the roster, and why. */
export function calendarProblemsMessage({ calendar, team }: CalendarAndTeam, problems: readonly Problem[]): Message {
  const text = `:warning: ${problems.length} of the events at *${inline(new URL(calendar.url).host)}* cannot go onto the roster of *${inline(team.name)}*. Shifts that they were before stay as they were.`;
  const lines = problems.slice(0, SHOWN).map(({ reason }) => `• ${inline(reason)}`);
  const more = problems.length > SHOWN ? [`… and ${problems.length - SHOWN} more.`] : [];
  return { text, blocks: [section(text), section(clipMarkup([...lines, ...more].join('\n'), 2900))] };
}

const LISTED = 30;

/** The calendars that shifts are read from, each with a way to be rid of it, and one more. */
export function calendarsModal(
  calendarId: string,
  teams: readonly { readonly id: string; readonly name: string }[],
  calendars: readonly CalendarAndTeam[],
): ModalView {
  return modal({
    callbackId: calendarIds.form,
    title: 'Roster calendars',
    submit: 'Add',
    privateMetadata: calendarId,
    blocks: [
      ...calendars.slice(0, LISTED).map((each) => section(calendarText(each), removeButton(each))),
      ...(calendars.length > 0 ? [divider()] : []),
      choice('team', 'Team', { options: teams.map(({ id, name }) => option(name, id)), initial: teams[0]?.id }),
      textInput('url', 'Address of an iCal calendar', {
        maxLength: 2000,
        placeholder: 'https://calendar.example.com/roster.ics',
        hint: 'Read now and then every hour. Shifts that disappear from it are cancelled.',
      }),
      peoplePicker('person', 'Whose shifts it holds', {
        max: 1,
        optional: true,
        hint: 'Nobody: each event is the shift of its attendee, by e-mail address, or open.',
      }),
      context('All-day events are no shifts.'),
    ],
  });
}

function calendarText({ calendar, team }: CalendarAndTeam): string {
  const whose = calendar.slackId === null ? 'by attendee' : `shifts of ${mention(calendar.slackId)}`;
  const failing = calendar.failure === null ? '' : `\n:warning: ${inline(calendar.failure)}`;
  return `*${inline(team.name)}* · ${inline(new URL(calendar.url).host)} · ${whose}${failing}`;
}

function removeButton({ calendar }: CalendarAndTeam) {
  return button('Remove', `${calendarIds.remove}:${calendar.id}`, { value: calendar.id });
}
