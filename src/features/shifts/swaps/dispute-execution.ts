import type { Ctx } from '../../../core/context.ts';
import type { DisputeInput } from './inputs.ts';
import type { SwapExecution } from './tables.ts';

/** Somebody who was in a swap says that it did not happen. */
export async function disputeExecution(_ctx: Ctx, _input: DisputeInput): Promise<SwapExecution> {
  await Promise.resolve();
  throw new Error('not built yet');
}
