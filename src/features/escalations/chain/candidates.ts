import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { presenceOf } from '../../shifts/index.ts';
import { members, people } from '../../../people/tables.ts';
import { openStates } from '../lifecycle.ts';
import { cases, type Case } from '../tables.ts';
import type { Askable } from './chain-rules.ts';
import { memberSkills, memberTurns } from './tables.ts';

/** Somebody who may take a case, and when they next could. */
export interface CaseCandidate extends Askable {
  readonly name: string;
  readonly nextThere: Date | undefined;
}

/**
 * Everybody who may take this case: leads, managers and directors of its team with a full account, never whoever raised
 * it. Choose among them with `choose`.
 */
export async function candidatesFor(
  tx: Tx,
  ctx: Ctx,
  of: Pick<Case, 'teamId' | 'raisedBy' | 'category'>,
): Promise<readonly CaseCandidate[]> {
  const found = await tx
    .select({
      slackId: members.slackId,
      name: people.name,
      role: members.role,
      hasSkill: knows(of.category),
      openLoad: openCasesOfMember,
      lastAskedAt: memberTurns.askedAt,
    })
    .from(members)
    .innerJoin(people, and(eq(people.workspaceId, members.workspaceId), eq(people.slackId, members.slackId)))
    .leftJoin(
      memberTurns,
      and(
        eq(memberTurns.workspaceId, members.workspaceId),
        eq(memberTurns.teamId, members.teamId),
        eq(memberTurns.slackId, members.slackId),
      ),
    )
    .where(
      and(
        eq(members.workspaceId, ctx.workspaceId),
        eq(members.teamId, of.teamId),
        inArray(members.role, ['lead', 'manager', 'director']),
        ne(members.slackId, of.raisedBy),
        eq(people.kind, 'full'),
      ),
    )
    .orderBy(members.slackId);
  const presences = await presenceOf(
    tx,
    ctx,
    of.teamId,
    found.map(({ slackId }) => slackId),
  );
  const present = new Map(presences.map((presence) => [presence.slackId, presence]));
  return found.flatMap(({ role, ...rest }) => {
    if (role === 'agent') return [];
    const presence = present.get(rest.slackId);
    return [{ ...rest, role, isThere: presence?.isThere ?? false, nextThere: presence?.nextThere }];
  });
}

function knows(category: string | null) {
  return sql<boolean>`exists (
    select from ${memberSkills}
    where ${memberSkills.workspaceId} = ${members.workspaceId} and ${memberSkills.teamId} = ${members.teamId}
      and ${memberSkills.slackId} = ${members.slackId} and lower(${memberSkills.skill}) = lower(${category?.trim() ?? null}::text)
  )`;
}

const openCasesOfMember = sql<number>`(
  select count(*)::int from ${cases}
  where ${cases.workspaceId} = ${members.workspaceId} and ${cases.owner} = ${members.slackId}
    and ${cases.state} in ${openStates}
)`;
