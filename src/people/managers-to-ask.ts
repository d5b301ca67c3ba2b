import type { Ctx, Role } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { membersOf } from './queries.ts';

interface Asked {
  /** Whose own matter it is: somebody else is asked. */
  readonly but?: string;
  /** Who stands in where there is no manager, the first that anybody has; directors, unless it says otherwise. */
  readonly orElse?: readonly Role[];
}

/** Slack ids of the team's managers; where it has no (other) manager, of its directors. In one order for everybody. */
export async function managersToAsk(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  { but, orElse = ['director'] }: Asked = {},
): Promise<readonly string[]> {
  const roles: readonly Role[] = ['manager', ...orElse];
  const able = (await membersOf(tx, ctx, teamId, roles)).filter(({ slackId }) => slackId !== but);
  const first = roles.find((role) => able.some((member) => member.role === role));
  return able
    .filter(({ role }) => role === first)
    .map(({ slackId }) => slackId)
    .toSorted();
}
