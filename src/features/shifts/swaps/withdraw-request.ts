import type { Ctx } from '../../../core/context.ts';
import type { RequestInput } from './inputs.ts';
import type { SwapRequest } from './tables.ts';

/** Takes a request back, with what was proposed for it. */
export async function withdrawRequest(_ctx: Ctx, _input: RequestInput): Promise<SwapRequest> {
  await Promise.resolve();
  throw new Error('not built yet');
}
