import { z } from 'zod';
import { MOST } from '../inputs.ts';

const requestId = z.string().min(1).max(400);
const slackId = z.string().regex(/^[UW][A-Z0-9]+$/, 'Choose a person.');

/** What becomes of one case: who is offered it, or nobody, as its owner keeps it. */
const Choice = z.object({
  caseId: z.uuid(),
  heir: slackId.optional(),
  note: z.string().trim().max(MOST.reason).optional(),
});

/** `handOverId` where one was proposed; without it a new one is started. */
export const HandOverInput = z.object({
  requestId,
  handOverId: z.uuid().optional(),
  choices: z.array(Choice).min(1).max(20),
});
export type HandOverInput = z.infer<typeof HandOverInput>;

/** The cases of one message, or one of them. */
export const AnswerOfferInput = z.object({ batch: z.uuid(), caseId: z.uuid().optional() });
export type AnswerOfferInput = z.infer<typeof AnswerOfferInput>;

export const TakeOfferedInput = z.object({ handOverId: z.uuid(), caseId: z.uuid() });
export type TakeOfferedInput = z.infer<typeof TakeOfferedInput>;
