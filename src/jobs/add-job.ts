import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { JobKind } from './define-job.ts';

export interface JobOptions {
  /** Business time at which it is due; now unless given. */
  readonly runAt?: Date;
  /** A second job of this kind and key joins the waiting one (the earlier time holds), or makes a running one run once more. */
  readonly dedupeKey?: string;
}

/** Queues work in the transaction of the fact that calls for it. */
export async function addJob<Input>(tx: Tx, ctx: Ctx, kind: JobKind<Input>, input: Input, options: JobOptions = {}): Promise<void> {
  void [tx, ctx, kind, input, options];
  await Promise.reject(new Error('not built yet'));
}
