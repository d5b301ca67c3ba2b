import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { MadeChange, Why } from '../roster/change-shifts.ts';

/** Has every live request and proposal for one of these shifts looked at again; in the transaction of the change. */
export async function followRosterChange(_tx: Tx, _ctx: Ctx, _made: readonly MadeChange[], _why: Why): Promise<void> {
  await Promise.resolve();
}
