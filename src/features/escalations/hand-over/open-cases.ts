import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { isToBeDecided } from '../approvals/waits-for-approver.ts';
import { candidatesFor, type CaseCandidate } from '../chain/candidates.ts';
import { openStates } from '../lifecycle.ts';
import { cases, type Case } from '../tables.ts';
import { heirFor } from './hand-over-rules.ts';
import { handOverCases, handOvers } from './tables.ts';

/** A form holds so many, and nobody reads a longer list at the end of a day. */
export const MOST_CASES = 20;

/** A case that somebody leaves behind, and who could take it. */
export interface OpenCase {
  readonly case: Case;
  readonly candidates: readonly CaseCandidate[];
  readonly heir: string | undefined;
}

/**
 * What somebody owns that is open, the most pressing first, each with a proposed heir: who is there at `at`. A private case
 * is for its parties only, so it is offered to nobody. `which` narrows them down.
 */
export async function openCasesOf(
  tx: Tx,
  ctx: Ctx,
  giver: string,
  at: Date,
  teamId?: string,
  which?: SQL,
): Promise<readonly OpenCase[]> {
  const owned = await tx
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        eq(cases.owner, giver),
        inArray(cases.state, [...openStates]),
        eq(cases.isPrivate, false),
        isToBeDecided,
        teamId === undefined ? undefined : eq(cases.teamId, teamId),
        which,
      ),
    )
    .orderBy(sql`${cases.promisedBy} asc nulls last`, asc(cases.number))
    .limit(MOST_CASES);
  const then = atTime(ctx, at);
  const found: OpenCase[] = [];
  // Whoever is proposed for one case has one more to do: the next goes to somebody else.
  const proposed = new Map<string, number>();
  for (const of of owned) {
    const candidates = (await candidatesFor(tx, then, of)).map((each) => laden(each, proposed));
    const heir = heirFor(candidates, giver, []);
    if (heir !== undefined) proposed.set(heir, (proposed.get(heir) ?? 0) + 1);
    found.push({ case: of, candidates, heir });
  }
  return found;
}

function laden(candidate: CaseCandidate, proposed: ReadonlyMap<string, number>): CaseCandidate {
  return { ...candidate, openLoad: candidate.openLoad + (proposed.get(candidate.slackId) ?? 0) };
}

/** Nobody is asked to take it over already. */
export const notOffered: SQL = sql`not exists (
  select from ${handOverCases} as handed
  join ${handOvers} as head on head.workspace_id = handed.workspace_id and head.id = handed.hand_over_id
  where handed.workspace_id = ${cases.workspaceId} and handed.case_id = ${cases.id} and head.giver = ${cases.owner}
    and handed.state = 'waiting' and head.stage <> 'proposed')`;

/** Not being handed over already, nor settled by the hand-over of this working span. */
export function notInHand(spanEnd: Date): SQL {
  return sql`not exists (
    select from ${handOverCases} as handed
    join ${handOvers} as head on head.workspace_id = handed.workspace_id and head.id = handed.hand_over_id
    where handed.workspace_id = ${cases.workspaceId} and handed.case_id = ${cases.id} and head.giver = ${cases.owner}
      and (handed.state = 'waiting' or (head.span_end = ${spanEnd.toISOString()}::timestamptz and handed.state = 'kept')))`;
}

/** The same work as if it were that time: who is there then. */
export function atTime(ctx: Ctx, at: Date): Ctx {
  return { ...ctx, clock: { now: () => at } };
}
