import type { Ctx } from '../../../core/context.ts';
import type { DecideProposalInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** A manager lets a swap pass although a rule denies it. */
export async function overrideProposal(_ctx: Ctx, _input: DecideProposalInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
