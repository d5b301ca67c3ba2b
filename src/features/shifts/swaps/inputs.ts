import { z } from 'zod';

/** Lengths in code points, as Slack counts them in a form. */
export const MOST = { reason: 500, people: 20, wants: 50 } as const;

const uuid = z.uuid();
const slackId = z.string().regex(/^[UW][A-Z0-9]+$/, 'Choose a person.');
/** Identity of the submission or click; the same one again changes nothing. */
const submission = z.string().min(1).max(400);
const localDate = z.iso.date();

function isShort(text: string): boolean {
  return text.length <= MOST.reason || Array.from(text).length <= MOST.reason;
}
const tooLong = `Shorten it to ${MOST.reason} characters.`;
const because = z.string().trim().min(1, 'Write a few words.').refine(isShort, tooLong);
const someWords = z
  .string()
  .trim()
  .refine(isShort, tooLong)
  .transform((text) => text || undefined)
  .optional();

/** A stretch of a shift, half-open. */
export const Part = z
  .object({ from: z.date(), to: z.date() })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'It has to end after it starts.' });
export type Part = z.infer<typeof Part>;

export const Wants = z.object({
  dates: z.array(localDate).max(MOST.wants).optional(),
  types: z.array(z.string().min(1)).max(MOST.wants).optional(),
  shiftIds: z.array(uuid).max(MOST.wants).optional(),
});

/** `onBehalfOf` is the owner of the shift where somebody else asks for them; of an open shift (pick-up) nobody. */
export const PostRequestInput = z.object({
  shiftId: uuid,
  part: Part.optional(),
  kind: z.enum(['give', 'trade', 'pick-up']),
  wants: Wants.default({}),
  askedOnly: z.array(slackId).min(1).max(MOST.people).optional(),
  reason: someWords,
  onBehalfOf: slackId.optional(),
  submission,
});
export type PostRequestInput = z.input<typeof PostRequestInput>;

/** `gives`: a shift of whoever answers, in return; null or left out: they take it for nothing. `part` of the shift asked for. */
export const ProposeTradeInput = z.object({
  requestId: uuid,
  gives: uuid.nullish(),
  part: Part.optional(),
  /** For whom a manager answers; they are asked. */
  onBehalfOf: slackId.optional(),
  submission,
});
export type ProposeTradeInput = z.infer<typeof ProposeTradeInput>;

export const PickUpInput = z.object({
  shiftId: uuid,
  part: Part.optional(),
  onBehalfOf: slackId.optional(),
  submission,
});
export type PickUpInput = z.infer<typeof PickUpInput>;

export const ProposalInput = z.object({ proposalId: uuid });
export type ProposalInput = z.infer<typeof ProposalInput>;

/** Denying one, or letting it pass although a rule denies it. */
export const DecideProposalInput = z.object({ proposalId: uuid, because });
export type DecideProposalInput = z.infer<typeof DecideProposalInput>;

export const RequestInput = z.object({ requestId: uuid });
export type RequestInput = z.infer<typeof RequestInput>;

export const CloseRequestInput = z.object({ requestId: uuid, because });
export type CloseRequestInput = z.infer<typeof CloseRequestInput>;

export const ExecutionInput = z.object({ executionId: uuid });
export type ExecutionInput = z.infer<typeof ExecutionInput>;

/** `because`: of a manager, whom those in it read; a party says no more than that they want it back. */
export const UndoInput = z.object({ executionId: uuid, because: someWords });
export type UndoInput = z.input<typeof UndoInput>;

export const UndoByManagerInput = z.object({ executionId: uuid, because });
export type UndoByManagerInput = z.infer<typeof UndoByManagerInput>;

/** Saying that it did not happen as the ledger has it, or what did. */
export const DisputeInput = z.object({ executionId: uuid, because });
export type DisputeInput = z.infer<typeof DisputeInput>;

/** `passBecause`: why it may be covered although a rule denies it; asked for only where one does. */
export const CoverNowInput = z.object({ shiftId: uuid, to: slackId, because, passBecause: someWords, submission });
export type CoverNowInput = z.infer<typeof CoverNowInput>;
