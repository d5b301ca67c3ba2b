import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';

/** Whether somebody can be expected to act, and when they next can. */
export interface Presence {
  readonly slackId: string;
  readonly isThere: boolean;
  /** Now if they are there; undefined where no hours are ahead. */
  readonly nextThere: Date | undefined;
}

/**
 * Who of these people is at work now: by their own working hours where they gave some, else by their team's hours in
 * their own time zone. In the order asked.
 */
export async function presenceOf(
  _tx: Tx,
  _ctx: Ctx,
  _teamId: string,
  _slackIds: readonly string[],
): Promise<readonly Presence[]> {
  throw new Error('not built yet');
}
