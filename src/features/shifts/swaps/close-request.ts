import type { Ctx } from '../../../core/context.ts';
import type { CloseRequestInput } from './inputs.ts';
import type { SwapRequest } from './tables.ts';

/** A manager ends a request. */
export async function closeRequest(_ctx: Ctx, _input: CloseRequestInput): Promise<SwapRequest> {
  await Promise.resolve();
  throw new Error('not built yet');
}
