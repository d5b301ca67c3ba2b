import { and, asc, eq, gt, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import { teams } from '../../../people/tables.ts';
import { shifts, type ShiftRow } from '../roster/tables.ts';
import type { RosterNow, Wish } from './plan-import.ts';
import type { Draft } from './read-row.ts';

/** As many as are read at a time: others get their turn in between. */
const PAGE = 4_000;

/** What of the roster an import of these rows has to know: a statement for each page of it, whatever the number of rows. */
export async function readRosterNow(
  ctx: Ctx,
  teamId: string,
  drafts: readonly Draft[],
  { scope = '', within }: Partial<Wish> = {},
): Promise<RosterNow> {
  const named = await transaction(ctx, (tx) =>
    tx.select({ id: teams.id, name: teams.name }).from(teams).where(eq(teams.workspaceId, ctx.workspaceId)),
  );
  const teamNames = new Map(named.map(({ id, name }) => [id, name]));
  if (drafts.length === 0 && !within) return { teamId, own: [], held: [], cut: new Set(), teamNames };
  const people = new Set(drafts.flatMap(({ facts }) => facts.slackId ?? []));
  const all = await pagesOf(ctx, or(ownShifts(teamId, drafts, scope, within), heldShifts(drafts, people)));
  return {
    teamId,
    own: all.filter((shift) => shift.teamId === teamId),
    held: all.filter(({ slackId, state }) => slackId !== null && state === 'planned' && people.has(slackId)),
    cut: await cutShifts(ctx, teamId),
    teamNames,
  };
}

/** Those of the team of which a part, or a part of a part, is on the roster. */
async function cutShifts(ctx: Ctx, teamId: string): Promise<ReadonlySet<string>> {
  const pieces = await transaction(ctx, (tx) =>
    tx
      .select({ id: shifts.id, cutFrom: shifts.cutFrom, state: shifts.state })
      .from(shifts)
      .where(and(eq(shifts.workspaceId, ctx.workspaceId), eq(shifts.teamId, teamId), isNotNull(shifts.cutFrom))),
  );
  const wholeOf = new Map(pieces.map(({ id, cutFrom }) => [id, cutFrom]));
  const cut = new Set<string>();
  for (const piece of pieces) {
    let whole = piece.state === 'planned' ? piece.cutFrom : null;
    for (; whole && !cut.has(whole); whole = wholeOf.get(whole) ?? null) cut.add(whole);
  }
  return cut;
}

/** All shifts that are so. One that changes between two pages is found out when it is written. */
async function pagesOf(ctx: Ctx, which: SQL | undefined): Promise<readonly ShiftRow[]> {
  const pages: ShiftRow[][] = [];
  for (let last: ShiftRow | undefined; ;) {
    const after = last && gt(shifts.id, last.id);
    const page = await transaction(ctx, (tx) =>
      tx
        .select()
        .from(shifts)
        .where(and(eq(shifts.workspaceId, ctx.workspaceId), which, after))
        .orderBy(asc(shifts.id))
        .limit(PAGE),
    );
    pages.push(page);
    last = page.at(-1);
    if (page.length < PAGE) return pages.flat();
  }
}

/** Of the team: those with an id of the file, and all that came by imports in the file's dates. */
function ownShifts(teamId: string, drafts: readonly Draft[], scope: string, within: Wish['within']): SQL | undefined {
  const { from, to } = within ? { from: within.from.getTime(), to: within.to.getTime() } : datesAround(drafts);
  const ids = drafts.flatMap(({ id }) => (id === undefined ? [] : [`${scope}${id}`]));
  // One parameter, whatever their number; as a list to look up in, not to go along for each shift.
  const keys = sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  const isNear = and(gt(shifts.startsAt, new Date(from - 1)), lt(shifts.startsAt, new Date(to + 1)));
  return and(
    eq(shifts.teamId, teamId),
    or(
      and(isNear, isNotNull(shifts.sourceKey)),
      sql`${shifts.sourceKey} in ${keys}`,
      sql`${shifts.id}::text in ${keys}`,
    ),
  );
}

/** Of the file's people, of whichever team: what touches the file's time. */
function heldShifts(drafts: readonly Draft[], people: ReadonlySet<string>): SQL | undefined {
  const { from, to } = timeOf(drafts);
  if (people.size === 0) return undefined;
  return and(
    inArray(shifts.slackId, [...people]),
    eq(shifts.state, 'planned'),
    lt(shifts.startsAt, new Date(to)),
    gt(shifts.endsAt, new Date(from)),
  );
}

/** Enough for whole dates, by whichever wall clock. */
function datesAround(drafts: readonly Draft[]): { from: number; to: number } {
  const { from, to } = timeOf(drafts);
  return { from: from - TWO_DAYS_MS, to: to + TWO_DAYS_MS };
}

const TWO_DAYS_MS = 2 * 86_400_000;

function timeOf(drafts: readonly Draft[]): { from: number; to: number } {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { startsAt, endsAt } of drafts) {
    from = Math.min(from, startsAt.getTime());
    to = Math.max(to, endsAt.getTime());
  }
  return { from, to };
}
