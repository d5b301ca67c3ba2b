import type { Actor, Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { findActor } from '../../../../people/actor.ts';
import { may } from '../../../../people/permissions.ts';
import { managersToAsk } from '../../../../people/managers-to-ask.ts';
import type { KeptMustRead } from '../read-must-read.ts';

/** Who hears how it stands: whoever asked, or, if they may not any more, the managers (else directors) of the team that keeps the policy. */
export async function whoHears(tx: Tx, ctx: Ctx, { mustRead, team }: KeptMustRead): Promise<readonly Actor[]> {
  const asker = await actorOf(tx, ctx, mustRead.askedBy);
  if (asker && may(asker, 'policy.must-read', { teamId: team.id })) return [asker];
  const managers = [];
  for (const slackId of await managersToAsk(tx, ctx, team.id)) managers.push(await actorOf(tx, ctx, slackId));
  return managers.flatMap((one) => one ?? []);
}

async function actorOf(tx: Tx, ctx: Ctx, slackId: string): Promise<Actor | undefined> {
  return (await findActor(tx, { workspaceId: ctx.workspaceId, slackId }))?.actor;
}
