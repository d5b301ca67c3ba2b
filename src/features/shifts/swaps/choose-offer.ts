import type { Ctx } from '../../../core/context.ts';
import type { ProposalInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** The owner of a request picks one of its offers. */
export async function chooseOffer(_ctx: Ctx, _input: ProposalInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
