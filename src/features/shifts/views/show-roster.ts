import type { KnownBlock, ModalView } from '@slack/types';
import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { addDays, cityOf, localDate, toInstant } from '../../../core/local-time.ts';
import type { Tx } from '../../../db/client.ts';
import { may, requireMay } from '../../../people/permissions.ts';
import { teamsOf } from '../../../people/queries.ts';
import { members, people, type Team } from '../../../people/tables.ts';
import { plainContext } from '../../../slack/blocks.ts';
import { shifts } from '../roster/tables.ts';
import { openToMe } from '../swaps/pages/open-to-me.ts';
import { listGroups } from './read-groups.ts';
import { listAbsences, listShifts } from './read-own.ts';
import { timesIn, weekText, zoneOfDays } from './roster-lines.ts';
import { dayText } from '../roster/shift-words.ts';
import { mondayOf } from './shift-text.ts';
import type { Target } from './targets.ts';
import { type Frame, rosterWindow } from './windows/frame.ts';
import { byDay, type Reader } from './windows/own-shifts.ts';
import { planningRow, teamDayBlocks } from './windows/team-day.ts';
import { teamWeekBlocks } from './windows/team-week.ts';

type PersonTarget = Extract<Target, { kind: 'person' }>;
type TeamTarget = Exclude<Target, PersonTarget>;

/** Of a week, of one line: the rest is counted. */
const MOST_NAMES = 12;
/** Of a day: as many as people read. */
const MOST_NAMES_OF_DAY = 200;
const MOST_SHIFTS = 60;
/** Open shifts are looked for so far ahead. */
const OPEN_AHEAD_DAYS = 42;

/** The window for what somebody asked to see of the roster. Throws a UserError that says who may, if they may not. */
export function showRoster(ctx: Ctx, target: Target): Promise<ModalView> {
  return transaction(ctx, async (tx) => {
    const teams = (await teamsOf(tx, ctx)).map(({ team }) => team);
    if (target.kind === 'person') return personWindow(tx, ctx, target, teams);
    requireMay(ctx, 'shift.see', { teamId: target.teamId });
    const team = teams.find(({ id }) => id === target.teamId);
    if (!team) throw new UserError('There is no such team any more. Type `/shift`.');
    const show = { team: weekWindow, open: openWindow, day: dayWindow }[target.kind];
    return show(tx, ctx, target, team, teams);
  });
}

async function personWindow(tx: Tx, ctx: Ctx, target: PersonTarget, teams: readonly Team[]): Promise<ModalView> {
  const { slackId } = target;
  const monday = mondayOf(target.date);
  const sunday = addDays(monday, 6);
  const isSelf = slackId === ctx.actor.slackId;
  const reader = readerOf(ctx, teams);
  const name = isSelf ? 'Your shifts' : await nameOfColleague(tx, ctx, slackId, teams);
  const within = { from: toInstant(monday, 0, 'UTC'), to: toInstant(sunday, 1440, 'UTC') };
  // A day more on both sides, as the date is that of the shift's own clock.
  const around = { from: moved(within.from, -1), to: moved(within.to, 1) };
  const which = and(eq(shifts.slackId, slackId), isSelf ? undefined : inArray(shifts.teamId, idsOf(teams)));
  const found = await listShifts(tx, ctx, { ...around, which, withDrafts: [...reader.edits] }, MOST_SHIFTS);
  const listed = found.filter(({ startsLocal }) => monday <= startsLocal && startsLocal < addDays(sunday, 1));
  const away = isSelf ? await listAbsences(tx, ctx, sql`${slackId}::text`, within) : [];
  const frame = weekFrame({ ...target, date: monday }, name, teams, isSelf ? waysOut(monday, teams) : []);
  const blocks = byDay(listed, away, reader);
  return rosterWindow(frame, [
    plainContext(`${weekText(monday)} · times of ${zoneOfDays(reader.timeZone, monday, sunday)} unless said otherwise`),
    ...(blocks.length > 0 ? blocks : [plainContext(isSelf ? 'No shifts of yours this week.' : 'No shifts this week.')]),
    ...(isSelf ? await nextBeyond(tx, ctx, listed, { which, monday, sunday }) : []),
  ]);
}

/** In the week that runs, where nothing of it is ahead any more: the next shift, wherever it is. */
async function nextBeyond(
  tx: Tx,
  ctx: Ctx,
  listed: readonly { readonly endsAt: Date }[],
  { which, monday, sunday }: { which: SQL | undefined; monday: string; sunday: string },
): Promise<readonly KnownBlock[]> {
  const now = ctx.clock.now();
  const today = localDate(now, ctx.actor.timeZone);
  const isThisWeek = monday <= today && today <= sunday;
  if (!isThisWeek || listed.some(({ endsAt }) => endsAt > now)) return [];
  const [next] = await listShifts(tx, ctx, { from: now, to: moved(now, OPEN_AHEAD_DAYS), which }, 1);
  if (!next) return [];
  const times = timesIn(next, ctx.actor.timeZone);
  return [plainContext(`Next shift: ${dayText(next.startsLocal.slice(0, 10))}, ${times}`)];
}

async function weekWindow(tx: Tx, ctx: Ctx, asked: TeamTarget, team: Team, teams: readonly Team[]): Promise<ModalView> {
  const monday = mondayOf(asked.date);
  const target: TeamTarget = { ...asked, date: monday };
  const sunday = addDays(monday, 6);
  const mayEdit = may(ctx.actor, 'shift.edit', { teamId: team.id });
  const groups = await listGroups(tx, ctx, {
    teamIds: [team.id],
    from: moved(toInstant(monday, 0, 'UTC'), -1),
    to: moved(toInstant(sunday, 1440, 'UTC'), 1),
    withDrafts: mayEdit,
    mostPeople: MOST_NAMES,
  });
  const { timeZone: readerZone } = ctx.actor;
  const today = localDate(ctx.clock.now(), team.timeZone);
  const frame = weekFrame(target, team.name, teams, [
    ['Open shifts', { kind: 'open', teamId: team.id, date: today > monday ? today : monday }],
    ['My shifts', { kind: 'person', slackId: ctx.actor.slackId, date: monday }],
  ]);
  return rosterWindow(
    frame,
    [
      plainContext(`${weekText(monday)} · times of ${zoneOfDays(team.timeZone, monday, sunday)}`),
      ...teamWeekBlocks({ target, sunday, groups, zone: team.timeZone, readerZone, today }),
    ],
    mayEdit ? [planningRow({ teamId: team.id, groups: [], zone: team.timeZone }, mayImport(ctx, team))] : [],
  );
}

async function dayWindow(tx: Tx, ctx: Ctx, target: TeamTarget, team: Team, teams: readonly Team[]): Promise<ModalView> {
  const { date } = target;
  const zone = team.timeZone;
  const mayEdit = may(ctx.actor, 'shift.edit', { teamId: team.id });
  const within = { from: toInstant(date, 0, zone), to: toInstant(date, 1440, zone) };
  const asked = { ...within, teamIds: [team.id], withDrafts: mayEdit, mostPeople: MOST_NAMES_OF_DAY };
  const groups = await listGroups(tx, ctx, asked);
  const ofTeam = sql`select ${members.slackId} from ${members} where ${members.workspaceId} = ${ctx.workspaceId} and ${members.teamId} = ${team.id}`;
  const away = mayEdit ? await listAbsences(tx, ctx, ofTeam, within) : [];
  const now = ctx.clock.now();
  const day = { teamId: team.id, groups, away, zone, readerZone: ctx.actor.timeZone, now };
  const frame: Frame = {
    target,
    title: team.name,
    teams,
    before: ['Day before', addDays(date, -1)],
    after: ['Day after', addDays(date, 1)],
    also: [['The week', { kind: 'team', teamId: team.id, date: mondayOf(date) }]],
  };
  return rosterWindow(
    frame,
    [
      plainContext(`${dayText(date)} · times of ${zoneOfDays(zone, date, date)}`),
      ...teamDayBlocks({ ...day, isToday: date === localDate(now, zone) }),
    ],
    mayEdit ? [planningRow(day, mayImport(ctx, team))] : [],
  );
}

async function openWindow(
  tx: Tx,
  ctx: Ctx,
  target: TeamTarget,
  team: Team,
  teams: readonly Team[],
): Promise<ModalView> {
  const now = ctx.clock.now();
  const { date } = target;
  const last = addDays(date, OPEN_AHEAD_DAYS);
  const from = new Date(Math.max(toInstant(date, 0, team.timeZone).getTime(), now.getTime()));
  const which = and(eq(shifts.teamId, team.id), isNull(shifts.slackId), sql`${shifts.startsAt} > ${now.toISOString()}`);
  const reader = readerOf(ctx, teams);
  const to = toInstant(last, 0, team.timeZone);
  const found = await listShifts(tx, ctx, { from, to, which }, MOST_OPEN + 1);
  const shown = found.slice(0, MOST_OPEN);
  const more = shown.at(-1)?.startsLocal.slice(0, 10);
  const frame: Frame = {
    target,
    title: 'Open shifts',
    teams,
    before: ['Earlier', addDays(date, -7)],
    after: ['Later', found.length > MOST_OPEN && more && more > date ? more : addDays(date, 7)],
    also: [['The week', { kind: 'team', teamId: team.id, date: mondayOf(date) }]],
  };
  const days = byDay(shown, [], { ...reader, open: await openToMe(tx, ctx, team.id, shown) });
  return rosterWindow(frame, [
    plainContext(
      `${team.name} · ${dayText(date)} to ${dayText(last)} · times of ${cityOf(reader.timeZone)} unless said otherwise`,
    ),
    ...(days.length > 0 ? days : [plainContext('No open shifts.')]),
    ...(found.length > MOST_OPEN ? [plainContext('There are more: press Later.')] : []),
  ]);
}

const MOST_OPEN = 40;

function readerOf(ctx: Ctx, teams: readonly Team[]): Reader {
  const { slackId, timeZone } = ctx.actor;
  const edits = teams.filter(({ id }) => may(ctx.actor, 'shift.edit', { teamId: id })).map(({ id }) => id);
  return { slackId, timeZone, now: ctx.clock.now(), edits: new Set(edits), hasTeams: teams.length > 1 };
}

function mayImport(ctx: Ctx, { id }: Team): boolean {
  return may(ctx.actor, 'shift.import', { teamId: id });
}

function weekFrame(target: Target, title: string, teams: readonly Team[], also: Frame['also']): Frame {
  const [before, after] = [addDays(target.date, -7), addDays(target.date, 7)];
  return { target, title, teams, before: [weekText(before), before], after: [weekText(after), after], also };
}

/** To the first of the reader's teams; the window has the others. */
function waysOut(monday: string, teams: readonly Team[]): Frame['also'] {
  const [team] = teams;
  if (!team) return [];
  return [
    ['Team', { kind: 'team', teamId: team.id, date: monday }],
    ['Open shifts', { kind: 'open', teamId: team.id, date: monday }],
  ];
}

/** Of somebody on one of these teams. */
async function nameOfColleague(tx: Tx, ctx: Ctx, slackId: string, teams: readonly Team[]): Promise<string> {
  const [found] = await tx
    .select({ name: people.name })
    .from(people)
    .innerJoin(members, and(eq(members.workspaceId, people.workspaceId), eq(members.slackId, people.slackId)))
    .where(
      and(eq(people.workspaceId, ctx.workspaceId), eq(people.slackId, slackId), inArray(members.teamId, idsOf(teams))),
    )
    .limit(1);
  if (!found) throw new UserError('They are on none of your teams, so you do not see their shifts.');
  return found.name;
}

function idsOf(teams: readonly Team[]): string[] {
  return teams.map(({ id }) => id);
}

function moved(at: Date, days: number): Date {
  return new Date(at.getTime() + days * 86_400_000);
}
