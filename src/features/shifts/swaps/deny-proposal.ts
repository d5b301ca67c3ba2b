import type { Ctx } from '../../../core/context.ts';
import type { DecideProposalInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** A manager refuses a swap. */
export async function denyProposal(_ctx: Ctx, _input: DecideProposalInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
