import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { type Audience, audienceKeys } from '../../library/reading/audience.ts';
import type { Policy } from '../../library/tables.ts';
import { everyMember } from '../read-must-read.ts';
import { whomToAsk } from './whom-to-ask.ts';

export const NOBODY = 'Nobody among them may see this policy. Choose other teams or roles.';

/** Whom the actor would ask now, and through which team: said before anything is sent. */
export async function peopleToAsk(
  tx: Tx,
  ctx: Ctx,
  policy: Policy,
  audience: Audience,
): Promise<ReadonlyMap<string, string>> {
  return whomToAsk(await everyMember(tx, ctx), {
    audience: audienceKeys(audience),
    visibleTo: policy.audience,
    keptBy: policy.teamId,
    askedBy: ctx.actor.slackId,
  });
}
