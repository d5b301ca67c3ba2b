import type { z } from 'zod';
import type { Ctx } from '../core/context.ts';

/** Names a kind of work and the shape of its input; declared apart from the handler so that use cases can queue it. */
export interface JobKind<Input> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly maxAttempts: number;
}

/** Held while a job runs. */
export interface Lease {
  /** Throws LeaseLost unless the job is still ours by the database's clock. Call right before and after any outside effect. */
  confirm(): Promise<void>;
}

export interface JobHandler {
  readonly kind: JobKind<unknown>;
  readonly run: (ctx: Ctx, input: unknown, lease: Lease) => Promise<void>;
  /** Called when the last attempt has failed (again only if the process dies in it), so that somebody who can act is told. */
  readonly failed?: (ctx: Ctx, input: unknown, error: unknown) => Promise<void>;
  /** What no further try would heal: the job fails for good at once. */
  readonly isHopeless?: (error: unknown) => boolean;
  /** It never fails for good: after its last attempt it rests so long, and then has all its attempts again. */
  readonly restMs?: number;
}

export interface JobBehaviour<Input> {
  readonly run: (ctx: Ctx, input: Input, lease: Lease) => Promise<void>;
  readonly failed?: (ctx: Ctx, input: Input, error: unknown) => Promise<void>;
  readonly isHopeless?: (error: unknown) => boolean;
  readonly restMs?: number;
}

/** Declares a kind of job. `maxAttempts` counts runs, the first included. */
export function jobKind<Input>(name: string, input: z.ZodType<Input>, maxAttempts = 10): JobKind<Input> {
  return { name, input, maxAttempts };
}

/** Joins a kind with what it does; listed by a feature in `jobs`. */
export function handleJob<Input>(kind: JobKind<Input>, behaviour: JobBehaviour<Input>): JobHandler {
  const { run, failed, isHopeless, restMs } = behaviour;
  return {
    kind,
    run: (ctx, input, lease) => run(ctx, kind.input.parse(input), lease),
    ...(failed && { failed: (ctx, input, error) => failed(ctx, kind.input.parse(input), error) }),
    ...(isHopeless && { isHopeless }),
    ...(restMs !== undefined && { restMs }),
  };
}

/** Longer than most overloads of a database need to pass, and short beside what is waited for. */
const TIMER_REST_MS = 10 * 60_000;

/**
 * Joins a timer with what it does. Nobody is there to ask for a timer again, so it never dies: an overload that outlasts
 * its attempts makes it late, and no more.
 */
export function handleTimer<Input>(kind: JobKind<Input>, run: JobBehaviour<Input>['run']): JobHandler {
  return handleJob(kind, { run, restMs: TIMER_REST_MS });
}
