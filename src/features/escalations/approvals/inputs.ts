import { z } from 'zod';
import { words } from '../inputs.ts';

const approvalId = z.uuid();
const requestId = z.string().min(1).max(400);

export const ApproveInput = z.object({ approvalId });
export type ApproveInput = z.infer<typeof ApproveInput>;

/** Whoever asked for the approval reads the reason. */
export const RefuseInput = z.object({ requestId, approvalId, reason: words(1000) });
export type RefuseInput = z.infer<typeof RefuseInput>;

export const AskRequesterInput = z.object({ requestId, approvalId, question: words(3000) });
export type AskRequesterInput = z.infer<typeof AskRequesterInput>;

export const AnswerApproverInput = z.object({ requestId, approvalId, answer: words(3000) });
export type AnswerApproverInput = z.infer<typeof AnswerApproverInput>;

export const TakeBackInput = z.object({ approvalId });
export type TakeBackInput = z.infer<typeof TakeBackInput>;

/** Of the request that was refused. */
export const LookAtRequestAgainInput = z.object({ requestId, approvalId, reason: words(1000) });
export type LookAtRequestAgainInput = z.infer<typeof LookAtRequestAgainInput>;

/** Of the case that was refused. */
export const LookAtRefusalAgainInput = z.object({ requestId, caseId: z.uuid(), reason: words(1000) });
export type LookAtRefusalAgainInput = z.infer<typeof LookAtRefusalAgainInput>;

/** `reason` stays with those who decide, `tellCustomer` is for the raiser to pass on. */
export const UpholdInput = z.object({ requestId, approvalId, reason: words(1000), tellCustomer: words(3000) });
export type UpholdInput = z.infer<typeof UpholdInput>;
