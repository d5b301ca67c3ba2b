import type { Ctx } from '../../../core/context.ts';
import type { ProposeTradeInput } from './inputs.ts';
import type { SwapProposal } from './tables.ts';

/** Answers a request: takes its shift, or offers one in return. Everybody else in it is asked; where nobody has to be, it goes on at once. */
export async function proposeTrade(_ctx: Ctx, _input: ProposeTradeInput): Promise<SwapProposal> {
  await Promise.resolve();
  throw new Error('not built yet');
}
