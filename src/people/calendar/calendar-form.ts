import { type Ctx, transaction } from '../../core/context.ts';
import { UserError } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { requireMay } from '../permissions.ts';
import type { Team } from '../tables.ts';
import { calendarUrl } from './calendar-url.ts';
import { copiesOf, fileSource } from './ical-copies.ts';
import type { CalendarForm } from './inputs.ts';
import type { IcalCopy } from './tables.ts';
import { type StoredCalendar, calendarOf } from './team-calendar.ts';

/** The form, with what is known about what stands in it. */
export interface CalendarLook {
  readonly form: CalendarForm;
  readonly team: Team;
  /** Copies of the files it names, as far as they have been read. */
  readonly fromUrl: IcalCopy | undefined;
  readonly fromFile: IcalCopy | undefined;
}

const nothingYet = { version: 0, isRoundTheClock: false, days: '', icalUrl: '' };

/** The form with a team's calendar as it is now. */
export async function openCalendar(ctx: Ctx, teamId: string): Promise<CalendarLook> {
  return transaction(ctx, async (tx) => {
    const { team, saved } = await storedCalendar(tx, ctx, teamId);
    if (!saved) return lookOf(tx, ctx, team, { teamId, ...nothingYet });
    const { version, isRoundTheClock, place, daysText, icalUrl, fileId, fileName } = saved;
    const file = fileId === null ? undefined : { id: fileId, name: fileName ?? '' };
    const texts = { days: daysText, icalUrl: icalUrl ?? '' };
    return lookOf(tx, ctx, team, { teamId, version, isRoundTheClock, place: place ?? undefined, ...texts, file });
  });
}

/** The form as it was typed so far. A file in its field takes the place of the one before once it has been read. */
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
  const { upload, file } = form;
  const sources = [upload, file].map((each) => each && fileSource(each.id));
  const copies = await copiesOf(tx, ctx, team.id, [url, ...sources]);
  const copyOf = (source: string | undefined) => copies.find((copy) => copy.source === source);
  const [fromUpload, fromFile] = sources.map(copyOf);
  const fromUrl = copyOf(url);
  if (fromUpload) return { form: { ...form, file: upload }, team, fromUrl, fromFile: fromUpload };
  return { form: { ...form, file: fromFile && file }, team, fromUrl, fromFile };
}
