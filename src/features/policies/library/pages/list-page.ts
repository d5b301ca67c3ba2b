import { and, desc, eq, ilike, inArray, isNotNull, isNull, lte, ne, sql, type SQL } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { may } from '../../../../people/permissions.ts';
import { people, type Team, teams } from '../../../../people/tables.ts';
import { byTitle } from '../reading/by-title.ts';
import { keptBy, revisionsVisibleTo, visibleTo } from '../reading/policies-visible-to.ts';
import { isItsPolicy, isItsTeam } from '../reading/read-policy.ts';
import { type Policy, policies, policyRevisions } from '../tables.ts';
import { statusText } from '../words.ts';

/** Ways of looking at policies: those somebody owns, all they see, and for those who write them what is to be done. */
export const lists = ['mine', 'all', 'drafts', 'review', 'due', 'archived'] as const;
export type ListName = (typeof lists)[number];

export interface ListedPolicy {
  readonly policy: Policy;
  readonly team: Team;
  readonly ownerName: string | null;
  readonly status: string;
}

export interface ListPage {
  readonly which: ListName;
  readonly page: number;
  readonly rows: readonly ListedPolicy[];
  /** Of policies on all pages, and of pages. */
  readonly total: number;
  readonly pages: number;
  readonly hasMore: boolean;
  /** Whether this person writes policies of some team. */
  readonly writes: boolean;
}

const ROWS = 20;

/** One page of a list, by title; a page beyond the last is the last. */
export function listPage(ctx: Ctx, which: ListName, wanted = 0): Promise<ListPage> {
  return transaction(ctx, async (tx) => {
    const total = await countOf(tx, ctx, which);
    const pages = Math.max(1, Math.ceil(total / ROWS));
    const page = Math.min(wanted, pages - 1);
    const found = total === 0 ? [] : await select(tx, ctx, isIn(ctx, which), { limit: ROWS, offset: page * ROWS });
    const rows = await withStatus(tx, ctx, found);
    return { which, page, rows, total, pages, hasMore: page < pages - 1, writes: keptBy(ctx.actor).length > 0 };
  });
}

/** The list that opens first: what they answer for, or where that is nothing, all they may read. */
export async function firstList(ctx: Ctx): Promise<ListPage> {
  const own = await listPage(ctx, 'mine');
  return own.rows.length > 0 ? own : listPage(ctx, 'all');
}

/** Those whose title has these words in it, at most so many, first what is called just so, then by title; of `archived` those that the actor's teams kept. */
export function policiesCalled(
  ctx: Ctx,
  typed: string,
  limit = 100,
  which: 'all' | 'archived' = 'all',
): Promise<readonly Policy[]> {
  return transaction(ctx, async (tx) => {
    const words = typed.split(/\s+/).filter((word) => word !== '');
    const called = words.slice(0, 8).map((word) => ilike(policies.title, `%${word.replace(/[\\%_]/g, '\\$&')}%`));
    const justSo = desc(sql`lower(${policies.title}) = lower(${words.join(' ')})`);
    const found = await select(tx, ctx, and(isIn(ctx, which), ...called), { limit, offset: 0, first: [justSo] });
    return found.map(({ policy }) => policy);
  });
}

/** How many changes wait for this person's review. */
export function waitingForReview(ctx: Ctx): Promise<number> {
  return transaction(ctx, (tx) => countOf(tx, ctx, 'review'));
}

async function countOf(tx: Tx, ctx: Ctx, which: ListName): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(policies)
    .innerJoin(teams, isItsTeam)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), visibleTo(ctx.actor), isIn(ctx, which)));
  return row?.count ?? 0;
}

function isIn(ctx: Ctx, which: ListName): SQL | undefined {
  const { slackId } = ctx.actor;
  const today = sql`(${ctx.clock.now().toISOString()}::timestamptz at time zone ${teams.timeZone})::date`;
  const isLive = isNull(policies.archivedAt);
  switch (which) {
    case 'mine':
      return and(isLive, eq(policies.owner, slackId));
    case 'all':
      return isLive;
    case 'drafts':
      return and(isLive, inArray(policies.teamId, orNone(keptBy(ctx.actor))), isWorkedOn(ctx, ['draft', 'review']));
    case 'review': {
      const publishes = keptBy(ctx.actor).filter((teamId) => may(ctx.actor, 'policy.publish', { teamId }));
      const byOthers = ne(policyRevisions.author, slackId);
      return and(isLive, inArray(policies.teamId, orNone(publishes)), isWorkedOn(ctx, ['review'], byOthers));
    }
    case 'due': {
      const theirs = sql`(${policies.owner} = ${slackId} or ${inArray(policies.teamId, orNone(keptBy(ctx.actor)))})`;
      return and(isLive, theirs, isNotNull(policies.reviewOn), lte(policies.reviewOn, today));
    }
    default:
      return and(isNotNull(policies.archivedAt), inArray(policies.teamId, orNone(keptBy(ctx.actor))));
  }
}

/** `in ()` is no SQL; nothing has this id. */
function orNone(teamIds: readonly string[]): string[] {
  return teamIds.length > 0 ? [...teamIds] : ['00000000-0000-0000-0000-000000000000'];
}

function isWorkedOn(ctx: Ctx, states: ('draft' | 'review')[], more?: SQL): SQL {
  const ofIt = and(
    eq(policyRevisions.workspaceId, ctx.workspaceId),
    eq(policyRevisions.policyId, policies.id),
    inArray(policyRevisions.state, states),
    more,
  );
  return sql`exists (select from ${policyRevisions} where ${ofIt})`;
}

interface Part {
  readonly limit: number;
  readonly offset: number;
  /** What comes before the title in their order. */
  readonly first?: readonly SQL[];
}

function select(tx: Tx, ctx: Ctx, which: SQL | undefined, { limit, offset, first = [] }: Part) {
  return tx
    .select({ policy: policies, team: teams, ownerName: people.name })
    .from(policies)
    .innerJoin(teams, isItsTeam)
    .leftJoin(people, and(eq(people.workspaceId, policies.workspaceId), eq(people.slackId, policies.owner)))
    .where(and(eq(policies.workspaceId, ctx.workspaceId), visibleTo(ctx.actor), which))
    .orderBy(...first, ...byTitle)
    .limit(limit)
    .offset(offset);
}

type Found = Awaited<ReturnType<typeof select>>;

async function withStatus(tx: Tx, ctx: Ctx, found: Found): Promise<readonly ListedPolicy[]> {
  if (found.length === 0) return [];
  const { policyId, number, state, effectiveAt, effectiveFrom, expiresAt, expiresOn } = policyRevisions;
  const revisions = await tx
    .select({ policyId, number, state, effectiveAt, effectiveFrom, expiresAt, expiresOn })
    .from(policyRevisions)
    .innerJoin(policies, isItsPolicy)
    .where(
      and(
        eq(policyRevisions.workspaceId, ctx.workspaceId),
        inArray(
          policyId,
          found.map(({ policy }) => policy.id),
        ),
        revisionsVisibleTo(ctx.actor),
      ),
    );
  const now = ctx.clock.now();
  return found.map((one) => {
    const own = revisions.filter((revision) => revision.policyId === one.policy.id);
    return { ...one, status: statusText(one.policy, own, now) };
  });
}
