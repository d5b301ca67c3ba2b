import { z } from 'zod';
import { isZone } from '../../../core/local-time.ts';
import type { ToldHow } from './tables.ts';

export const TOLD_HOW = ['phone', 'email', 'chat', 'in-person'] as const satisfies ToldHow[];
export const MOST_WHAT = 200;

const requestId = z.string().min(1).max(400);
const what = z.string().trim().min(1, 'Write what was promised.').max(MOST_WHAT);

export const MakePromiseInput = z.object({
  requestId,
  caseId: z.uuid(),
  what,
  dueAt: z.coerce.date(),
  toldHow: z.enum(TOLD_HOW).optional(),
  customerZone: z.string().refine(isZone, 'Choose a time zone.').optional(),
  /** The open promise that gets this new date. */
  moves: z.uuid().optional(),
});
export type MakePromiseInput = z.infer<typeof MakePromiseInput>;

/** `keptAt` where it was kept before it is said. */
export const KeepPromiseInput = z.object({ promiseId: z.uuid(), keptAt: z.coerce.date().optional() });
export type KeepPromiseInput = z.infer<typeof KeepPromiseInput>;

export const WithdrawPromiseInput = z.object({ promiseId: z.uuid() });
export type WithdrawPromiseInput = z.infer<typeof WithdrawPromiseInput>;
