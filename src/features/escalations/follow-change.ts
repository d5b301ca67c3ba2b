import type { Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import type { Case, CaseEntry } from './tables.ts';

/**
 * What follows from a change of a case besides showing it: its clocks, its chain, its promises. In the transaction of the
 * change, after its entry in the log and before anything is drawn.
 */
export async function followChange(_tx: Tx, _ctx: Ctx, _changed: Case, _entry: CaseEntry): Promise<void> {}
