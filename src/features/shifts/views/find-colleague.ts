import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { members, people } from '../../../people/tables.ts';

export interface Colleague {
  readonly slackId: string;
  readonly name: string;
}

/**
 * People of the reader's teams who are meant by a name: whoever has exactly that name or id, else it as one of its words,
 * else whose name or one of its words begins with it. Nobody in whose name it merely stands: ana is not Dana.
 */
export async function findColleagues(tx: Tx, ctx: Ctx, named: string): Promise<readonly Colleague[]> {
  const teamIds = [...new Set(ctx.actor.memberships.map(({ teamId }) => teamId))];
  if (teamIds.length === 0 || named.trim() === '') return [];
  const everybody = await tx
    .selectDistinct({ slackId: people.slackId, name: people.name })
    .from(people)
    .innerJoin(members, and(eq(members.workspaceId, people.workspaceId), eq(members.slackId, people.slackId)))
    .where(and(eq(people.workspaceId, ctx.workspaceId), inArray(members.teamId, teamIds)))
    .orderBy(asc(people.name), asc(people.slackId));
  return closest(everybody, named);
}

/** Of several ways to fit, those who fit best. */
export function closest(all: readonly Colleague[], named: string): readonly Colleague[] {
  const wanted = plainOf(named);
  if (joinedOf(wanted) === '') return [];
  const ways: readonly ((each: Colleague) => boolean)[] = [
    ({ slackId, name }) => slackId === named || plainOf(name) === wanted,
    ({ name }) => plainOf(name).split(/[\s-]/).includes(wanted),
    ({ name }) => [plainOf(name), ...plainOf(name).split(/[\s-]/)].some((word) => word.startsWith(wanted)),
    // As a handle: `ana.fischer`, `anafischer`.
    ({ name }) => joinedOf(plainOf(name)).startsWith(joinedOf(wanted)),
  ];
  for (const fits of ways) {
    const found = all.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}

function joinedOf(text: string): string {
  return text.replace(/[\s._-]/g, '');
}

/** Without accents and capitals, as people type on a phone. */
function plainOf(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
