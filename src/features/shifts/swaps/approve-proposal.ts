import type { Ctx } from '../../../core/context.ts';
import type { ProposalInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** A manager lets a swap pass; the last one who has to has it executed. */
export async function approveProposal(_ctx: Ctx, _input: ProposalInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
