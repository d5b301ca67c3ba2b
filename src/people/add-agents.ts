import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { members } from './tables.ts';

/** Makes these people agents of the team unless they hold a role in it; answers those who were not on it. */
export async function addAgents(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  slackIds: readonly string[],
  source: 'channel' | 'picked' = 'channel',
): Promise<readonly string[]> {
  if (slackIds.length === 0) return [];
  const rows = slackIds.map((slackId) => ({
    workspaceId: ctx.workspaceId,
    teamId,
    slackId,
    role: 'agent' as const,
    source,
  }));
  const added = await tx.insert(members).values(rows).onConflictDoNothing().returning({ slackId: members.slackId });
  return added.map((member) => member.slackId);
}
