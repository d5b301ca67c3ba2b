import type { Ctx } from '../../../core/context.ts';
import type { ExecutionInput } from './inputs.ts';
import type { SwapExecution } from './tables.ts';

/** Takes an executed swap back. */
export async function undoExecution(_ctx: Ctx, _input: ExecutionInput): Promise<SwapExecution> {
  await Promise.resolve();
  throw new Error('not built yet');
}
