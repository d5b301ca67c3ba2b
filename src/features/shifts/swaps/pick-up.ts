import type { Ctx } from '../../../core/context.ts';
import type { PickUpInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** Takes an open shift, or a place in the line for it. */
export async function pickUp(_ctx: Ctx, _input: PickUpInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
