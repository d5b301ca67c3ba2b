import { and, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { transaction, type Actor, type Ctx } from '../../core/context.ts';
import { UserError } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { requireMay } from '../../people/permissions.ts';
import { findCaseView, type CaseView } from './case-view.ts';
import { casesVisibleTo, involving, isOrdinary, teamsSeenBy } from './finding/cases-visible-to.ts';
import type { ListScope } from './raising/command-text.ts';
import { openStates } from './lifecycle.ts';
import { requireCase } from './require-case.ts';
import { caseEntries, cases, type Case, type CaseEntry } from './tables.ts';
import { nextFirst } from './finding/waiting-on-me.ts';

/** Cases in some order; `more` when there are others beyond the limit. */
export interface CaseList {
  readonly cases: readonly Case[];
  readonly more: boolean;
}

export interface WhichCases {
  /** mine: raised or owned by the actor; team: all of their teams (leads and up); open: whatever they see that is open. */
  readonly scope: ListScope;
  readonly teamId?: string;
  /** 20 unless given, at most 100. */
  readonly limit?: number;
}

/** Everything that shows one case. UserError if the actor may not see it. */
export function caseForViewing(ctx: Ctx, caseId: string): Promise<CaseView> {
  return transaction(ctx, async (tx) => {
    const { number } = await requireCase(tx, ctx, caseId, 'case.see');
    return viewOrRefuse(await findCaseView(tx, ctx, eq(cases.id, caseId)), number);
  });
}

/** As caseForViewing. A case that is not theirs and one that does not exist are told alike. */
export async function caseByNumber(ctx: Ctx, number: number): Promise<CaseView> {
  const visible = and(eq(cases.number, number), casesVisibleTo(ctx.actor));
  return viewOrRefuse(await transaction(ctx, (tx) => findCaseView(tx, ctx, visible)), number);
}

function viewOrRefuse(view: CaseView | undefined, number: number): CaseView {
  if (!view) throw new UserError(`There is no case #${number}, or it is not yours to see.`);
  return view;
}

/** The log, newest first, without deleted replies. */
export function caseHistory(ctx: Ctx, caseId: string, limit = 50): Promise<readonly CaseEntry[]> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.see');
    return entriesOf(tx, ctx, caseId, undefined, limit);
  });
}

/** What was asked last, for the person who is about to answer. */
export function lastQuestion(ctx: Ctx, caseId: string): Promise<CaseEntry | undefined> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.see');
    const [asked] = await entriesOf(tx, ctx, caseId, eq(caseEntries.kind, 'asked'), 1);
    return asked;
  });
}

/** What somebody means who asks for a list and not for which: their own cases, or their team's where they see those. */
export function usualList(actor: Actor): ListScope {
  return teamsSeenBy(actor).length > 0 ? 'team' : 'mine';
}

export async function listCases(ctx: Ctx, { scope, teamId, limit = 20 }: WhichCases): Promise<CaseList> {
  const ofTeam = teamId === undefined ? undefined : eq(cases.teamId, teamId);
  // What is open waits for somebody; a list of all is looked through for what was last.
  const order = scope === 'open' ? nextFirst : undefined;
  requireMay(ctx, 'case.list-own', {});
  return transaction(ctx, (tx) =>
    findCases(tx, ctx, and(inScope(ctx, scope, teamId), ofTeam), Math.min(limit, 100), order),
  );
}

/** What is open in the teams whose cases the actor sees, for App Home: the next first. */
export function teamOpenCases(ctx: Ctx, limit = 20): Promise<CaseList> {
  const ofTeams = inArray(cases.teamId, [...teamsSeenBy(ctx.actor)]);
  const open = and(inArray(cases.state, [...openStates]), ofTeams, isOrdinary);
  return transaction(ctx, (tx) => findCases(tx, ctx, open, limit, nextFirst));
}

/** What is open of what the actor raised or owns, for App Home: the next first. */
export function ownOpenCases(ctx: Ctx, limit = 20): Promise<CaseList> {
  const open = and(inArray(cases.state, [...openStates]), involving(ctx.actor));
  return transaction(ctx, (tx) => findCases(tx, ctx, open, limit, nextFirst));
}

function inScope(ctx: Ctx, scope: WhichCases['scope'], teamId: string | undefined): SQL | undefined {
  if (scope === 'mine') return involving(ctx.actor);
  if (scope === 'open') return inArray(cases.state, [...openStates]);
  const teamIds = teamsSeenBy(ctx.actor);
  const asked = teamId ?? teamIds[0];
  requireMay(ctx, 'case.list-team', asked === undefined ? {} : { teamId: asked });
  return and(inArray(cases.teamId, [...teamIds]), isOrdinary);
}

/** The first of these cases that the actor may see, the newest first unless told otherwise, and whether there are more. */
export async function findCases(
  tx: Tx,
  ctx: Ctx,
  which: SQL | undefined,
  limit: number,
  order: readonly SQL[] = [desc(cases.number)],
): Promise<CaseList> {
  const found = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.workspaceId, ctx.workspaceId), casesVisibleTo(ctx.actor), which))
    .orderBy(...order)
    .limit(limit + 1);
  return { cases: found.slice(0, limit), more: found.length > limit };
}

function entriesOf(tx: Tx, ctx: Ctx, caseId: string, which: SQL | undefined, limit: number): Promise<CaseEntry[]> {
  return tx
    .select()
    .from(caseEntries)
    .where(
      and(
        eq(caseEntries.workspaceId, ctx.workspaceId),
        eq(caseEntries.caseId, caseId),
        isNull(caseEntries.deletedAt),
        which,
      ),
    )
    .orderBy(desc(caseEntries.id))
    .limit(limit);
}
