import type { Ctx } from '../../../core/context.ts';
import type { ProposalInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** Says no; the others' requests are open again. */
export async function declineProposal(_ctx: Ctx, _input: ProposalInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
