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
import { type CalendarFetch, CannotRead } from './fetch-calendar.ts';
import {
  type FreshCopy,
  copiesOf,
  dropOtherCopies,
  keepCopy,
  lookAtText,
  lookAtUrl,
  pastedSource,
} from './ical-copies.ts';
import type { SaveCalendar } from './inputs.ts';
import { readIcalTomorrow } from './refresh-ical.ts';
import { icalCopies, teamCalendars } from './tables.ts';
import { type StoredCalendar, calendarOf } from './team-calendar.ts';

/**
 * Reads the iCal files that a calendar is to follow, and keeps copies of them. One that cannot be read is refused at its
 * field, unless there is a good copy of it from before.
 */
export async function lookAtFiles(ctx: Ctx, fetchCalendar: CalendarFetch, input: SaveCalendar): Promise<void> {
  const { teamId, icalUrl, pasted } = input;
  const { team, copies } = await transaction(ctx, async (tx) => {
    const found = await requireTeam(tx, ctx, teamId);
    return { team: found, copies: await copiesOf(tx, ctx, teamId, [icalUrl, pasted && pastedSource(pasted)]) };
  });
  const where = { teamId, timeZone: team.timeZone };
  const known = copies.find((copy) => copy.source === icalUrl);
  const [fromUrl, fromText] = [
    icalUrl === null
      ? undefined
      : await orAtField('icalUrl', known, () => lookAtUrl(ctx, fetchCalendar, where, icalUrl, known)),
    pasted === null ? undefined : await orAtField('pasted', undefined, () => lookAtText(ctx, where, pasted)),
  ];
  await transaction(ctx, async (tx) => {
    for (const fresh of [fromUrl, fromText]) if (fresh) await keepCopy(tx, fresh.copy);
  });
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
    const pasted = input.pasted === null ? null : pastedSource(input.pasted);
    await keepCalendar(tx, ctx, input, pasted);
    await dropOtherCopies(
      tx,
      ctx,
      teamId,
      [input.icalUrl, pasted].flatMap((source) => source ?? []),
    );
    const saved = await calendarOf(tx, ctx, teamId);
    if (!saved) throw new Error('the calendar was not kept');
    const now = ctx.clock.now();
    const problem = checkCalendar(buildCalendar(saved.parts, now), now);
    if (problem) throw new UserError(problem);

    const { daysText: _text, pasted: _pasted, icalUrl, ...detail } = input;
    await recordAudit(tx, ctx, {
      action: 'calendar.saved',
      subject: `team:${teamId}`,
      // Whoever knows the address of a calendar can read it.
      detail: { ...detail, icalUrl: icalUrl === null ? null : new URL(icalUrl).host, hasPasted: pasted !== null },
    });
    if (icalUrl !== null || pasted !== null) await readIcalTomorrow(tx, ctx, teamId);
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

async function keepCalendar(tx: Tx, ctx: Ctx, input: SaveCalendar, pasted: string | null): Promise<void> {
  const { isRoundTheClock, place, daysText, days, icalUrl } = input;
  const content = { isRoundTheClock, place, daysText, days, icalUrl, pasted };
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

/** The pasted text of a calendar, for its form. */
export async function pastedText(tx: Tx, ctx: Ctx, teamId: string, source: string | null): Promise<string> {
  if (source === null) return '';
  const [copy] = await tx
    .select({ content: icalCopies.content })
    .from(icalCopies)
    .where(
      and(eq(icalCopies.workspaceId, ctx.workspaceId), eq(icalCopies.teamId, teamId), eq(icalCopies.source, source)),
    );
  return copy?.content ?? '';
}
