import type { Ctx } from '../../../core/context.ts';
import type { ProposalInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** Takes a proposal back before it is executed. */
export async function withdrawProposal(_ctx: Ctx, _input: ProposalInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
