import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../../core/audit.ts';
import { checkCalendar } from '../../core/business-time/check-calendar.ts';
import { type Ctx, transaction } from '../../core/context.ts';
import { UserError } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { requireMay } from '../permissions.ts';
import { peopleByIds, teamById } from '../queries.ts';
import type { Team } from '../tables.ts';
import { queueTeamChanged } from '../team-changed.ts';
import { buildCalendar } from './calendar-parts.ts';
import type { SlackReads } from '../slack-reads.ts';
import { type CalendarFetch, CannotRead } from './fetch-calendar.ts';
import {
  type FreshCopy,
  copiesOf,
  dropOtherCopies,
  fileSource,
  keepCopy,
  lookAtFile,
  lookAtUrl,
} from './ical-copies.ts';
import type { SaveCalendar } from './inputs.ts';
import { MOST_BYTES } from './limits.ts';
import { readIcalTomorrow } from './refresh-ical.ts';
import { teamCalendars } from './tables.ts';
import { type StoredCalendar, calendarOf } from './team-calendar.ts';

/** Where iCal files are had: on the web, and in Slack's keeping. */
export interface CalendarSources {
  readonly fetchCalendar: CalendarFetch;
  readonly slack: Pick<SlackReads, 'file'>;
}

/**
 * Reads the iCal files that a calendar is to follow, and keeps copies of them. One that cannot be read is refused at its
 * field, unless there is a good copy of it from before.
 */
export async function lookAtFiles(
  ctx: Ctx,
  { fetchCalendar, slack }: CalendarSources,
  input: SaveCalendar,
): Promise<void> {
  const { teamId, icalUrl, file } = input;
  const { team, copies } = await transaction(ctx, async (tx) => {
    const found = await requireTeam(tx, ctx, teamId);
    return { team: found, copies: await copiesOf(tx, ctx, teamId, [icalUrl, file && fileSource(file.id)]) };
  });
  const where = { teamId, timeZone: team.timeZone };
  const copyOf = (source: string) => copies.find((copy) => copy.source === source);
  const looks: Promise<FreshCopy | undefined>[] = [];
  if (icalUrl !== null) {
    const known = copyOf(icalUrl);
    looks.push(orAtField('icalUrl', known, () => lookAtUrl(ctx, fetchCalendar, where, icalUrl, known)));
  }
  if (file && !copyOf(fileSource(file.id))) {
    looks.push(
      orAtField('upload', undefined, async () => lookAtFile(ctx, where, file.id, await contentOf(ctx, slack, file))),
    );
  }
  const fresh = await Promise.all(looks);
  await transaction(ctx, async (tx) => {
    for (const each of fresh) if (each) await keepCopy(tx, each.copy);
  });
}

/** Only what came from the form's field is read: the form's memory could name any file that the app may see. */
async function contentOf(
  ctx: Ctx,
  slack: CalendarSources['slack'],
  { id, isNew }: NonNullable<SaveCalendar['file']>,
): Promise<string> {
  const content = isNew ? await slack.file(ctx.workspaceId, id, MOST_BYTES) : undefined;
  if (!content) throw new CannotRead('That file is gone, or larger than 2 MB. Choose it again.');
  return Buffer.from(content).toString('utf8').replaceAll('\0', '');
}

async function orAtField(
  field: string,
  known: unknown,
  look: () => Promise<FreshCopy>,
): Promise<FreshCopy | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error;
    if (known) return undefined;
    throw new UserError(error.message, field);
  }
}

/**
 * Saves a team's calendar: refused when it never opens within a year, and when somebody else has saved it since the form
 * was opened (`Stale`). Sent twice, it is done once. Clocks follow by a job.
 */
export async function saveCalendar(ctx: Ctx, input: SaveCalendar): Promise<StoredCalendar> {
  const { teamId } = input;
  return transaction(ctx, async (tx) => {
    await requireTeam(tx, ctx, teamId);
    await keepCalendar(tx, ctx, input);
    const sources = [input.icalUrl, input.file && fileSource(input.file.id)].flatMap((source) => source ?? []);
    await dropOtherCopies(tx, ctx, teamId, sources);
    const saved = await calendarOf(tx, ctx, teamId);
    if (!saved) throw new Error('the calendar was not kept');
    const now = ctx.clock.now();
    const problem = checkCalendar(buildCalendar(saved.parts, now), now);
    if (problem) throw new UserError(problem);

    const { daysText: _text, file, icalUrl, ...detail } = input;
    await recordAudit(tx, ctx, {
      action: 'calendar.saved',
      subject: `team:${teamId}`,
      // Whoever knows the address of a calendar can read it.
      detail: { ...detail, icalUrl: icalUrl === null ? null : new URL(icalUrl).host, file: file && file.name },
    });
    if (sources.length > 0) await readIcalTomorrow(tx, ctx, teamId);
    await queueTeamChanged(tx, ctx, [teamId]);
    return saved;
  });
}

async function requireTeam(tx: Tx, ctx: Ctx, teamId: string): Promise<Team> {
  const team = await teamById(tx, ctx, teamId);
  if (!team) throw new UserError('That team is gone.');
  requireMay(ctx, 'team.edit', { teamId, teamName: team.name });
  return team;
}

/** Somebody else was faster; the form is shown again with what was typed, and saving it once more replaces theirs. */
export class Stale extends UserError {
  readonly version: number;

  constructor(message: string, version: number) {
    super(message);
    this.version = version;
  }
}

async function keepCalendar(tx: Tx, ctx: Ctx, input: SaveCalendar): Promise<void> {
  const { isRoundTheClock, place, daysText, days, icalUrl, file } = input;
  const ofFile = { fileId: file?.id ?? null, fileName: file?.name ?? null };
  const content = { isRoundTheClock, place, daysText, days, icalUrl, ...ofFile };
  const change = { ...content, changedBy: ctx.actor.slackId, changedAt: ctx.clock.now() };
  const [kept] = await tx
    .insert(teamCalendars)
    .values({ workspaceId: ctx.workspaceId, teamId: input.teamId, ...change, revision: 2, version: 1 })
    .onConflictDoUpdate({
      target: [teamCalendars.workspaceId, teamCalendars.teamId],
      set: { ...change, revision: sql`${teamCalendars.revision} + 1`, version: sql`${teamCalendars.version} + 1` },
      setWhere: eq(teamCalendars.version, input.version),
    })
    .returning({ version: teamCalendars.version });
  if (!kept) throw await staleness(tx, ctx, input.teamId);
}

async function staleness(tx: Tx, ctx: Ctx, teamId: string): Promise<Stale> {
  const [current] = await tx
    .select({ by: teamCalendars.changedBy, version: teamCalendars.version })
    .from(teamCalendars)
    .where(and(eq(teamCalendars.workspaceId, ctx.workspaceId), eq(teamCalendars.teamId, teamId)));
  const { by, version } = current ?? { by: null, version: 0 };
  const name =
    by === ctx.actor.slackId ? 'You' : (by && (await peopleByIds(tx, ctx, [by])).get(by)?.name) || 'Somebody';
  const told = 'saved this calendar while your form was open. Save again to put yours in its place.';
  return new Stale(`${name} ${told}`, version);
}
