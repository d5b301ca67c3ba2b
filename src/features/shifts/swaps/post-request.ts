import type { Ctx } from '../../../core/context.ts';
import type { PostRequestInput } from './inputs.ts';
import type { SwapRequest } from './tables.ts';

/** Asks for somebody who takes a shift, trades for it, or picks up an open one. */
export async function postRequest(_ctx: Ctx, _input: PostRequestInput): Promise<SwapRequest> {
  await Promise.resolve();
  throw new Error('not built yet');
}
