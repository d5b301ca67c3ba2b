import type { Ctx } from '../../../core/context.ts';
import type { ProposalInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** Says yes. The last yes has it checked, and executed where nobody has to approve. */
export async function acceptProposal(_ctx: Ctx, _input: ProposalInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
