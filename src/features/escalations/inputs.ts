import { z } from 'zod';
import type { Decision, Urgency, Wanted } from './tables.ts';

export const WANTED = [
  'answer',
  'refund',
  'replacement',
  'credit',
  'exception',
  'callback',
  'other',
] as const satisfies Wanted[];
export const URGENCIES = ['normal', 'high', 'critical'] as const satisfies Urgency[];
export const DECISIONS = ['granted', 'partly', 'refused', 'answered'] as const satisfies Decision[];

/** Lengths in code points, as Slack counts them in a form (an emoji is one or a few, not twice as many). */
export const MOST = { summary: 150, name: 200, link: 500, category: 100, reason: 1000, text: 3000 } as const;

/** Text somebody has to write. */
export function words(max: number) {
  return z.string().trim().min(1, 'Write a few words.').refine(isAtMost(max), `Shorten it to ${max} characters.`);
}

/** Text somebody may write; nothing but spaces counts as not written. */
function someWords(max: number) {
  const trimmed = z.string().trim().refine(isAtMost(max), `Shorten it to ${max} characters.`);
  return trimmed.transform((text) => text || undefined).optional();
}

function isAtMost(max: number): (text: string) => boolean {
  return (text) => text.length <= max || Array.from(text).length <= max;
}

const caseId = z.uuid();
const slackId = z.string().regex(/^[UW][A-Z0-9]+$/, 'Choose a person.');
/** Identity of the submission; the same one again changes nothing. */
const requestId = z.string().min(1).max(400);
const amount = z.int().nonnegative().optional();
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .optional();
const ticketLink = someWords(MOST.link).refine(
  (url) => url === undefined || isWebAddress(url),
  'Paste the whole link, beginning with https://.',
);

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

/** The message that was escalated. */
export const MessageSource = z.object({
  channel: z.string().min(1),
  ts: z.string().regex(/^\d+\.\d+$/),
  threadTs: z.string().optional(),
  author: slackId.optional().catch(undefined),
  text: z.string().optional(),
});
export type MessageSource = z.infer<typeof MessageSource>;

/** Where somebody is answered: where they typed or pressed. */
export const AnswerPlace = z.object({
  channel: z.string().optional(),
  responseUrl: z.string().optional(),
  threadTs: z.string().optional(),
});
export type AnswerPlace = z.infer<typeof AnswerPlace>;

export const RaiseCaseInput = z.object({
  requestId,
  teamId: z.uuid('Choose a team.'),
  summary: words(MOST.summary),
  wanted: z.enum(WANTED),
  urgency: z.enum(URGENCIES),
  customer: someWords(MOST.name),
  amount,
  currency,
  whatHappened: someWords(MOST.text),
  ticketLink,
  category: someWords(MOST.category),
  promisedBy: z.coerce.date().optional(),
  source: MessageSource.optional(),
  answerAt: AnswerPlace.optional(),
});
export type RaiseCaseInput = z.infer<typeof RaiseCaseInput>;

export const ClaimCaseInput = z.object({ caseId });
export type ClaimCaseInput = z.infer<typeof ClaimCaseInput>;

/** `from` is the owner whom the confirmation named. */
export const TakeOverCaseInput = z.object({ caseId, from: slackId });
export type TakeOverCaseInput = z.infer<typeof TakeOverCaseInput>;

export const AskForInfoInput = z.object({
  requestId,
  caseId,
  question: words(MOST.text),
  of: z.enum(['agent', 'customer']),
});
export type AskForInfoInput = z.infer<typeof AskForInfoInput>;

export const AddNoteInput = z.object({ requestId, caseId, text: words(MOST.text) });
export type AddNoteInput = z.infer<typeof AddNoteInput>;

export const AddDetailsInput = z.object({
  requestId,
  caseId,
  text: words(MOST.text),
  customer: someWords(MOST.name),
  ticketLink,
  promisedBy: z.coerce.date().optional(),
});
export type AddDetailsInput = z.infer<typeof AddDetailsInput>;

export const ChangeUrgencyInput = z.object({ requestId, caseId, urgency: z.enum(URGENCIES) });
export type ChangeUrgencyInput = z.infer<typeof ChangeUrgencyInput>;

export const HandOverCaseInput = z.object({ requestId, caseId, to: slackId, note: someWords(MOST.reason) });
export type HandOverCaseInput = z.infer<typeof HandOverCaseInput>;

export const ResolveCaseInput = z.object({
  requestId,
  caseId,
  decision: z.enum(DECISIONS),
  amount,
  currency,
  tellCustomer: words(MOST.text),
  writeUpIssue: someWords(MOST.text),
  writeUpWho: someWords(MOST.text),
  writeUpSaid: someWords(MOST.text),
  writeUpOutcome: someWords(MOST.text),
  /** The passage that the decision departs from, or, of what is no policy here, a link or its name; and why. All or none. */
  passageId: z.uuid().optional(),
  passage: someWords(MOST.link),
  departsBecause: someWords(MOST.reason),
  answerAt: AnswerPlace.optional(),
});
export type ResolveCaseInput = z.infer<typeof ResolveCaseInput>;

/** The reason is required unless whoever raised the case cancels it. */
export const CancelCaseInput = z.object({
  requestId,
  caseId,
  reason: someWords(MOST.reason),
  /** Open promises go on unless they are withdrawn with the case. */
  withdrawPromises: z.boolean().optional(),
});
export type CancelCaseInput = z.infer<typeof CancelCaseInput>;

export const ReopenCaseInput = z.object({ requestId, caseId, reason: someWords(MOST.reason) });
export type ReopenCaseInput = z.infer<typeof ReopenCaseInput>;

export const MarkToldInput = z.object({ caseId });
export type MarkToldInput = z.infer<typeof MarkToldInput>;

/** All the cases the person may see, or those of one team. */
export const ExportCasesInput = z.object({ requestId, teamId: z.uuid().optional() });
export type ExportCasesInput = z.infer<typeof ExportCasesInput>;
