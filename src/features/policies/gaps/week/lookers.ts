import { and, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import type { Ctx, Membership } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { groupBy } from '../../../../people/calendar/group-by.ts';
import { members, people } from '../../../../people/tables.ts';
import { keeperKeys, readerKeys } from '../../library/reading/audience.ts';
import type { Policy } from '../../library/tables.ts';
import { policyLookUps } from '../../look-up/tables.ts';

/** How many of some people may read a policy: who they are is not said. */
export type Readers = 'all' | 'some' | 'none';

/** Longer than the list of a week goes back. */
const LATELY_MS = 21 * 86_400_000;

/** Of those of the actor's teams who looked this up lately and found nothing, how many may read a policy that is published. */
export async function readersAmongLookers(tx: Tx, ctx: Ctx, policy: Policy, query: string): Promise<Readers> {
  const seesIt = new Set([...policy.audience, ...keeperKeys(policy.teamId)]);
  const rows = await lookers(tx, ctx, query);
  const looked = [...groupBy(rows, ({ slackId }) => slackId).values()].map((own) => {
    const memberships = own.flatMap(({ teamId, role }): Membership[] => (teamId && role ? [{ teamId, role }] : []));
    return readerKeys({ kind: own[0]?.kind ?? 'stranger', memberships });
  });
  const able = looked.filter((keys) => keys.some((key) => seesIt.has(key)));
  if (able.length === looked.length) return 'all';
  return able.length === 0 ? 'none' : 'some';
}

/** Each with every team they are on now. */
function lookers(tx: Tx, ctx: Ctx, query: string) {
  const teamIds = ctx.actor.memberships.map(({ teamId }) => teamId);
  return tx
    .selectDistinct({
      slackId: policyLookUps.slackId,
      kind: people.kind,
      teamId: members.teamId,
      role: members.role,
    })
    .from(policyLookUps)
    .leftJoin(people, and(eq(people.workspaceId, policyLookUps.workspaceId), eq(people.slackId, policyLookUps.slackId)))
    .leftJoin(
      members,
      and(eq(members.workspaceId, policyLookUps.workspaceId), eq(members.slackId, policyLookUps.slackId)),
    )
    .where(
      and(
        eq(policyLookUps.workspaceId, ctx.workspaceId),
        inArray(policyLookUps.teamId, teamIds),
        gte(policyLookUps.at, new Date(ctx.clock.now().getTime() - LATELY_MS)),
        isNull(policyLookUps.policyId),
        eq(sql`lower(${policyLookUps.query})`, query.toLowerCase()),
      ),
    );
}
