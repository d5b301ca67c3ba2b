import { z } from 'zod';
import { UserError } from '../../../../core/errors.ts';
import { calendarUrl } from '../../../../people/calendar/calendar-url.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choiceOf, textOf, usersOf } from '../../../../slack/modal-state.ts';

/** A calendar that a team's shifts are to be read from. */
export interface AddFeed {
  /** Made when the form is opened, so that sent twice it is one. */
  readonly feedId: string;
  readonly teamId: string;
  readonly url: string;
  readonly slackId: string | null;
}

export function parseFeed({ state, privateMetadata }: OpenView): Parsed<AddFeed> {
  const feedId = z.uuid().safeParse(privateMetadata);
  if (!feedId.success) throw new UserError('This form is out of date. Please close it and open it again.');
  const teamId = z.uuid().safeParse(choiceOf(state, 'team'));
  const url = calendarUrl(textOf(state, 'url') ?? '');
  const errors = {
    ...(!teamId.success && { team: 'Choose the team that works these shifts.' }),
    ...(url === undefined && { url: 'Give an address that begins with https://, without a password in it.' }),
  };
  if (!teamId.success || url === undefined) return { errors };
  return { input: { feedId: feedId.data, teamId: teamId.data, url, slackId: usersOf(state, 'person')[0] ?? null } };
}
