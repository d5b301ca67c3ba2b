import { and, count, countDistinct, desc, eq, gte, inArray, isNull, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { managersToAsk } from '../../../../people/managers-to-ask.ts';
import { rolesIn } from '../../../../people/permissions.ts';
import { visibleTo } from '../../library/reading/policies-visible-to.ts';
import { policies } from '../../library/tables.ts';
import { policyLookUps } from '../../look-up/tables.ts';
import { gapsWaitingFor } from '../list-gaps.ts';
import { questionKey } from '../asking/question.ts';
import { type PolicyGap, policyGaps } from '../tables.ts';
import { type NotFound, withAnswersOfToday } from './answers-of-today.ts';
import { groupAlike, type Looked, type LookedGroup } from './alike.ts';

/** Instants from `since` up to, not including, `until`. */
export interface Span {
  readonly since: Date;
  readonly until: Date;
}

/** What a week was about for whoever answers for policies. */
export interface Week {
  readonly waiting: readonly PolicyGap[];
  /** Answers of theirs that whoever asked was told are becoming a policy. */
  readonly coming: readonly Coming[];
  /** Of their policies, the most looked up first. */
  readonly often: readonly OftenAsked[];
  /** Their policies came first, and whoever looked said that it was not this. */
  readonly notThis: readonly LookedGroup[];
  /** Nothing was found, by people of the teams for which they answer. */
  readonly nothing: readonly NotFound[];
}

export interface Coming {
  readonly policyId: string;
  readonly title: string;
  readonly since: Date;
}

export interface OftenAsked {
  readonly policyId: string;
  readonly title: string;
  readonly times: number;
  readonly people: number;
}

/** Fewer look-ups than these are no news. */
const OFTEN = 3;
const MOST_POLICIES = 5;
/** Ways of typing that are compared with each other. */
const MOST_QUERIES = 300;

/** `ctx` is of the person who reads it. */
export async function readWeek(tx: Tx, ctx: Ctx, span: Span): Promise<Week> {
  return {
    waiting: await gapsWaitingFor(tx, ctx, ctx.actor.slackId),
    coming: await comingOf(tx, ctx, span),
    often: await oftenAsked(tx, ctx, span),
    notThis: groupAlike(await lookedInVain(tx, ctx, span, isAboutTheirs(ctx))),
    nothing: await foundNothing(tx, ctx, span),
  };
}

/** The oldest first; a draft that was begun after the week is no news yet. */
async function comingOf(tx: Tx, ctx: Ctx, { until }: Span): Promise<readonly Coming[]> {
  const since = sql<Date>`min(${policyGaps.settledAt})`.mapWith(policyGaps.settledAt);
  return tx
    .select({ policyId: policies.id, title: policies.title, since })
    .from(policyGaps)
    .innerJoin(policies, and(eq(policies.workspaceId, policyGaps.workspaceId), eq(policies.id, policyGaps.policyId)))
    .where(
      and(
        eq(policyGaps.workspaceId, ctx.workspaceId),
        eq(policyGaps.awaitsPolicy, true),
        lt(policyGaps.settledAt, until),
        eq(policies.owner, ctx.actor.slackId),
        isNull(policies.archivedAt),
        visibleTo(ctx.actor),
      ),
    )
    .groupBy(policies.id, policies.title)
    .orderBy(since, policies.id)
    .limit(MOST_POLICIES);
}

const wasAsked = ne(policyLookUps.place, 'order');

async function oftenAsked(tx: Tx, ctx: Ctx, span: Span): Promise<readonly OftenAsked[]> {
  const times = count();
  return tx
    .select({ policyId: policies.id, title: policies.title, times, people: countDistinct(policyLookUps.slackId) })
    .from(policyLookUps)
    .innerJoin(
      policies,
      and(eq(policies.workspaceId, policyLookUps.workspaceId), eq(policies.id, policyLookUps.policyId)),
    )
    .where(and(isIn(ctx, span), wasAsked, eq(policies.owner, ctx.actor.slackId), visibleTo(ctx.actor)))
    .groupBy(policies.id, policies.title)
    .having(gte(times, OFTEN))
    .orderBy(desc(times), policies.title, policies.id)
    .limit(MOST_POLICIES);
}

/** What came nearest may have been it all the same. */
const hasNotHelped = sql`${policyLookUps.verdict} is distinct from 'helped'`;

async function foundNothing(tx: Tx, ctx: Ctx, span: Span): Promise<readonly NotFound[]> {
  const teamIds = await answersAlone(tx, ctx);
  if (teamIds.length === 0) return [];
  const looked = await lookedInVain(
    tx,
    ctx,
    span,
    and(isNull(policyLookUps.policyId), hasNotHelped, inArray(policyLookUps.teamId, [...teamIds])),
  );
  const asked = await askedKeys(tx, ctx, teamIds, span);
  const groups = groupAlike(looked.filter(({ query }) => !asked.has(questionKey(query))));
  return withAnswersOfToday(tx, ctx, groups);
}

/** What was asked of somebody is in their list already. */
async function askedKeys(tx: Tx, ctx: Ctx, teamIds: readonly string[], { since }: Span): Promise<ReadonlySet<string>> {
  const { questionKey: key, workspaceId, teamId, state, askedAt } = policyGaps;
  const rows = await tx
    .select({ key })
    .from(policyGaps)
    .where(
      and(eq(workspaceId, ctx.workspaceId), inArray(teamId, [...teamIds]), or(eq(state, 'open'), gte(askedAt, since))),
    );
  return new Set(rows.map((row) => row.key));
}

/** Who hears of what was not found: a team's managers; its directors where it has none, else its leads. */
export function hearersOf(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly string[]> {
  return managersToAsk(tx, ctx, teamId, { orElse: ['director', 'lead'] });
}

async function answersAlone(tx: Tx, ctx: Ctx): Promise<readonly string[]> {
  const { memberships, slackId } = ctx.actor;
  const teamIds = [...new Set(memberships.map(({ teamId }) => teamId))];
  const able = teamIds.filter((teamId) => rolesIn(memberships, teamId).some((role) => role !== 'agent'));
  const theirs: string[] = [];
  for (const teamId of able) if ((await hearersOf(tx, ctx, teamId)).includes(slackId)) theirs.push(teamId);
  return theirs;
}

function isAboutTheirs(ctx: Ctx): SQL {
  const isIt = and(
    eq(policies.workspaceId, policyLookUps.workspaceId),
    eq(policies.id, policyLookUps.verdictPolicyId),
    eq(policies.owner, ctx.actor.slackId),
    visibleTo(ctx.actor),
  );
  return sql`(${policyLookUps.verdict} = 'not-this' and exists (select from ${policies} where ${isIt}))`;
}

/** The most asked first, of those the latest. Who typed it is nobody's business. */
async function lookedInVain(tx: Tx, ctx: Ctx, span: Span, which: SQL | undefined): Promise<readonly Looked[]> {
  const query = sql<string>`min(${policyLookUps.query})`;
  const times = count();
  const confidence = sql<number>`max(${policyLookUps.confidence})`.mapWith(Number);
  return tx
    .select({ query, count: times, confidence })
    .from(policyLookUps)
    .where(and(isIn(ctx, span), which))
    .groupBy(sql`lower(${policyLookUps.query})`)
    .orderBy(desc(times), desc(sql`max(${policyLookUps.at})`), query)
    .limit(MOST_QUERIES);
}

function isIn(ctx: Ctx, { since, until }: Span): SQL | undefined {
  return and(eq(policyLookUps.workspaceId, ctx.workspaceId), gte(policyLookUps.at, since), lt(policyLookUps.at, until));
}
