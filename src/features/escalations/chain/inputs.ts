import { z } from 'zod';
import { MOST } from '../inputs.ts';

export const GiveBackCaseInput = z.object({
  caseId: z.uuid(),
  requestId: z.string(),
  /** For whoever takes it next. */
  note: z.string().trim().max(MOST.text).optional(),
});
export type GiveBackCaseInput = z.infer<typeof GiveBackCaseInput>;
