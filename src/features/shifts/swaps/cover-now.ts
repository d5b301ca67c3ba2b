import type { Ctx } from '../../../core/context.ts';
import type { CoverNowInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** A manager has a shift covered at once. */
export async function coverNow(_ctx: Ctx, _input: CoverNowInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
