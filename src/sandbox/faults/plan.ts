import { z } from 'zod';
import type { Fault as FaultShape } from '../protocol.ts';

const ms = z.number().nonnegative().max(600_000);
const status = z.number().int().min(400).max(599);

const FaultKind = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rate_limited'), retryAfter: z.number().positive().optional() }),
  z.object({ kind: z.literal('http_error'), status, afterWork: z.boolean().optional() }),
  z.object({ kind: z.literal('html'), status: z.number().int().min(200).max(599) }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('lost_answer') }),
  z.object({ kind: z.literal('cut_body') }),
  z.object({ kind: z.literal('hang'), ms }),
  z.object({ kind: z.literal('slow'), ms }),
  z.object({ kind: z.literal('refuse'), error: z.string().min(1) }),
]);
export type FaultKind = z.infer<typeof FaultKind>;

/** Reads a fault as protocol.ts describes it, from whoever orders one: a person, the page, a test. */
export const Fault = z.object({
  method: z.string().min(1),
  channel: z.string().optional(),
  times: z.union([z.number().int().positive(), z.literal('always')]).default(1),
  chance: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  fault: FaultKind,
}) satisfies z.ZodType<FaultShape>;
export type Fault = z.infer<typeof Fault>;

export const SwitchesShape = z
  .object({
    tokenRevoked: z.boolean(),
    freePlan: z.boolean(),
    duplicateEvents: z.boolean(),
    shuffleEvents: z.boolean(),
  })
  .partial()
  .strict();
