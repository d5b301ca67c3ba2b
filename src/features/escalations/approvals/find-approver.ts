import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Ctx, Role } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { isAtLeast, type Grant } from '../../../people/authority/judge.ts';
import type { AuthorityMatrix } from '../../../people/authority/matrix.ts';
import { presenceOf } from '../../shifts/index.ts';
import type { CaseView, Decider } from '../case-view.ts';
import { chooseApprover, grantOf, hasAuthority, type Choice } from './approval-rules.ts';
import { caseApprovals, type Approval } from './tables.ts';
import { approverNow } from './waits-for-approver.ts';

/** Who is looked for. */
interface Sought {
  readonly matrix: AuthorityMatrix;
  /** They may grant this; undefined: anything will do. */
  readonly grant: Grant | undefined;
  /** Their role is this one or above it. */
  readonly leastRole?: Role | undefined;
  /** Whoever is not asked: it is their own, they have approved it or they have been asked. */
  readonly never: readonly (string | null)[];
}

/** What a request says about who may be asked. */
export type Wanted = Pick<Approval, 'kind' | 'amount' | 'decision' | 'currency' | 'requestedBy'> &
  Partial<Pick<Approval, 'refusedBy' | 'approvedBy' | 'budget'>>;

/**
 * Whom to ask for this now. Never whoever wants it, raised the case, refused it or has approved it; for a second look
 * somebody of at least the role that refused, if possible one who may grant all that was wanted.
 */
export async function whomToAsk(
  tx: Tx,
  ctx: Ctx,
  view: CaseView,
  matrix: AuthorityMatrix,
  wanted: Wanted,
  besides: readonly string[] = [],
): Promise<Choice> {
  const { requestedBy, refusedBy = null, approvedBy = [] } = wanted;
  const grant = wanted.kind === 'appeal' ? allThatWasWanted(view) : grantOf(view.case, wanted);
  const leastRole = leastRoleFor(view, wanted);
  const sought = { matrix, grant, leastRole, never: [requestedBy, refusedBy, ...approvedBy, ...besides] };
  const choice = await findApprover(tx, ctx, view, sought);
  if (choice.kind !== 'nobody' || wanted.kind !== 'appeal') return choice;
  return findApprover(tx, ctx, view, { ...sought, grant: undefined });
}

function allThatWasWanted({ case: of }: CaseView): Grant | undefined {
  return grantOf(of, { decision: 'granted', amount: of.amount, currency: of.currency });
}

/** Whoever looks again has at least the role that refused; whoever can only wait for the budget may raise it. */
export function leastRoleFor(
  view: CaseView,
  { refusedBy = null, budget, amount }: Omit<Wanted, 'requestedBy'>,
): Decider['role'] {
  if (budget && amount !== null && amount > budget.left) return 'manager';
  return view.deciders.find(({ slackId }) => slackId === refusedBy)?.role ?? 'lead';
}

/** Everybody of the team who may be asked. */
export function whoMayApprove(view: CaseView, { matrix, grant, leastRole = 'lead', never }: Sought): Decider[] {
  const excluded = new Set([view.case.raisedBy, ...never]);
  return view.deciders.filter(
    ({ slackId, role }) =>
      !excluded.has(slackId) &&
      isAtLeast(role, leastRole) &&
      (grant === undefined || hasAuthority(matrix, role, grant)),
  );
}

/** Whom to ask now, by who is there and for how many requests they are waited for. */
async function findApprover(tx: Tx, ctx: Ctx, view: CaseView, sought: Sought): Promise<Choice> {
  const able = whoMayApprove(view, sought);
  if (able.length === 0) return { kind: 'nobody' };
  const slackIds = able.map(({ slackId }) => slackId);
  const presences = new Map(
    (await presenceOf(tx, ctx, view.team.id, slackIds)).map((presence) => [presence.slackId, presence]),
  );
  const loads = await loadsOf(tx, ctx, slackIds);
  const candidates = able.map(({ slackId, role }) => {
    const { isThere = false, nextThere } = presences.get(slackId) ?? {};
    return { slackId, role, isThere, nextThere, load: loads.get(slackId) ?? 0 };
  });
  return chooseApprover(candidates, view.case.urgency);
}

/** How many open requests wait for each of these people. */
async function loadsOf(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ slackId: sql<string>`${approverNow}`.as('approver'), load: count() })
    .from(caseApprovals)
    .where(
      and(
        eq(caseApprovals.workspaceId, ctx.workspaceId),
        eq(caseApprovals.state, 'asked'),
        inArray(approverNow, [...slackIds]),
      ),
    )
    .groupBy(sql`approver`);
  return new Map(rows.map(({ slackId, load }) => [slackId, load]));
}
