import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { presenceOf as presenceByHours, type Presence } from '../../../people/presence.ts';

/** Who of these people is at work now. In the order asked. */
export function presenceOf(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  slackIds: readonly string[],
): Promise<readonly Presence[]> {
  return presenceByHours(tx, ctx, teamId, slackIds);
}
