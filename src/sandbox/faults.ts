import { z } from 'zod';

/**
 * A fault that is provoked on purpose: the next `times` calls of `method` (in `channel`, if given) go wrong.
 * `lost_answer` does the work and then breaks the connection; the others do not do the work.
 */
export const Fault = z.object({
  method: z.string(),
  channel: z.string().optional(),
  times: z.number().int().positive().default(1),
  fault: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rate_limited'), retryAfter: z.number().positive() }),
    z.object({ kind: z.literal('lost_answer') }),
    z.object({ kind: z.literal('hang'), ms: z.number().positive() }),
    z.object({ kind: z.literal('http_error'), status: z.number().int() }),
    z.object({ kind: z.literal('refuse'), error: z.string() }),
  ]),
});
export type Fault = z.infer<typeof Fault>;

export interface Faults {
  add(fault: z.input<typeof Fault>): void;
  clear(): void;
  /** The fault this call meets, used up once. */
  next(method: string, channel: string | undefined): Fault['fault'] | undefined;
  /** Whether a call would meet one; uses nothing up. */
  waits(method: string, channel: string | undefined): boolean;
}

export function createFaults(): Faults {
  let waiting: Fault[] = [];
  const find = (method: string, channel: string | undefined) =>
    waiting.find(
      (candidate) => candidate.method === method && (candidate.channel === undefined || candidate.channel === channel),
    );
  return {
    add(fault) {
      waiting.push(Fault.parse(fault));
    },
    clear() {
      waiting = [];
    },
    next(method, channel) {
      const fault = find(method, channel);
      if (!fault) return undefined;
      fault.times -= 1;
      waiting = waiting.filter((candidate) => candidate.times > 0);
      return fault.fault;
    },
    waits: (method, channel) => find(method, channel) !== undefined,
  };
}
