import { z } from 'zod';
import type { LookUpPlace } from '../tables.ts';

/** Where a window with an answer was opened from, so that what is shared goes there. */
export interface WindowMemory {
  readonly place: LookUpPlace;
  /** The thread in which its message stands. */
  readonly thread?: string | undefined;
  readonly responseUrl?: string | undefined;
  /** The look-up that is shown. */
  readonly lookUpId?: string | undefined;
  /** Which of its pages: how many passages were shown before. */
  readonly from?: number | undefined;
}

const Shape = z.object({
  place: z.enum(['command', 'shortcut', 'home', 'case']).catch('command'),
  thread: z
    .string()
    .regex(/^\d{1,16}\.\d{1,9}$/)
    .optional()
    .catch(undefined),
  responseUrl: z.url().max(1000).optional().catch(undefined),
  lookUpId: z.uuid().optional().catch(undefined),
  from: z.int().min(0).max(100).optional().catch(undefined),
});

export function remembered(metadata: string): WindowMemory {
  try {
    return Shape.parse(JSON.parse(metadata));
  } catch {
    return { place: 'command' };
  }
}
