import { z } from 'zod';
import { UserError } from '../../../../core/errors.ts';
import { calendarUrl } from '../../../../people/calendar/calendar-url.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choiceOf, textOf, usersOf } from '../../../../slack/modal-state.ts';

/** A calendar that a team's shifts are to be read from. */
export interface AddCalendar {
  /** Made when the form is opened, so that sent twice it is one. */
  readonly calendarId: string;
  readonly teamId: string;
  readonly url: string;
  readonly slackId: string | null;
}

export function parseCalendar({ state, privateMetadata }: OpenView): Parsed<AddCalendar> {
  const calendarId = z.uuid().safeParse(privateMetadata);
  if (!calendarId.success) throw new UserError('This form is out of date. Please close it and open it again.');
  const teamId = z.uuid().safeParse(choiceOf(state, 'team'));
  const url = calendarUrl(textOf(state, 'url') ?? '');
  const errors = {
    ...(!teamId.success && { team: 'Choose the team that works these shifts.' }),
    ...(url === undefined && { url: 'Give an address that begins with https://, without a password in it.' }),
  };
  if (!teamId.success || url === undefined) return { errors };
  return {
    input: { calendarId: calendarId.data, teamId: teamId.data, url, slackId: usersOf(state, 'person')[0] ?? null },
  };
}
