import type { Ctx } from '../../../core/context.ts';
import type { DisputeInput } from './inputs.ts';
import type { SwapExecution } from './tables.ts';

/** A manager notes how it was. */
export async function decideDispute(_ctx: Ctx, _input: DisputeInput): Promise<SwapExecution> {
  await Promise.resolve();
  throw new Error('not built yet');
}
