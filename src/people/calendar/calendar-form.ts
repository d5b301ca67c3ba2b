import { type Ctx, transaction } from '../../core/context.ts';
import { UserError } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { requireMay } from '../permissions.ts';
import type { Team } from '../tables.ts';
import { calendarUrl } from './calendar-url.ts';
import { copiesOf, pastedSource } from './ical-copies.ts';
import type { CalendarForm } from './inputs.ts';
import { pastedText } from './save-calendar.ts';
import type { IcalCopy } from './tables.ts';
import { type StoredCalendar, calendarOf } from './team-calendar.ts';

/** The form, with what is known about what stands in it. */
export interface CalendarLook {
  readonly form: CalendarForm;
  readonly team: Team;
  /** Copies of the files it names, as far as they have been read. */
  readonly fromUrl: IcalCopy | undefined;
  readonly fromText: IcalCopy | undefined;
}

const nothingYet = { version: 0, isRoundTheClock: false, days: '', icalUrl: '', pasted: '' };

/** The form with a team's calendar as it is now. */
export async function openCalendar(ctx: Ctx, teamId: string): Promise<CalendarLook> {
  return transaction(ctx, async (tx) => {
    const { team, saved } = await storedCalendar(tx, ctx, teamId);
    if (!saved) return lookOf(tx, ctx, team, { teamId, ...nothingYet });
    const { version, isRoundTheClock, place, daysText, icalUrl } = saved;
    const pasted = await pastedText(tx, ctx, teamId, saved.pasted);
    const texts = { days: daysText, icalUrl: icalUrl ?? '', pasted };
    return lookOf(tx, ctx, team, { teamId, version, isRoundTheClock, place: place ?? undefined, ...texts });
  });
}

/** The form as it was typed so far. */
export async function lookAtForm(ctx: Ctx, form: CalendarForm): Promise<CalendarLook> {
  return transaction(ctx, async (tx) => {
    const { team } = await storedCalendar(tx, ctx, form.teamId);
    return lookOf(tx, ctx, team, form);
  });
}

async function storedCalendar(tx: Tx, ctx: Ctx, teamId: string): Promise<StoredCalendar> {
  const stored = await calendarOf(tx, ctx, teamId);
  if (!stored) throw new UserError('That team is gone.');
  requireMay(ctx, 'team.edit', { teamId, teamName: stored.team.name });
  return stored;
}

async function lookOf(tx: Tx, ctx: Ctx, team: Team, form: CalendarForm): Promise<CalendarLook> {
  const url = calendarUrl(form.icalUrl);
  const text = form.pasted === '' ? undefined : pastedSource(form.pasted);
  const copies = await copiesOf(tx, ctx, team.id, [url, text]);
  const copyOf = (source: string | undefined) => copies.find((copy) => copy.source === source);
  return { form, team, fromUrl: copyOf(url), fromText: copyOf(text) };
}
