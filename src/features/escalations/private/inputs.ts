import { z } from 'zod';
import { MessageSource, MOST, words } from '../inputs.ts';

const requestId = z.string().min(1).max(400);
const caseId = z.uuid();
const slackId = z.string().regex(/^[UW][A-Z0-9]+$/, 'Choose a person.');
/** More people than this are no circle of confidence. */
export const MOST_PEOPLE = 10;
const people = z.array(slackId).max(MOST_PEOPLE, `Choose at most ${MOST_PEOPLE} people.`).default([]);

const PrivateCase = z.object({
  requestId,
  teamId: z.uuid('Choose a team.'),
  whatHappened: words(MOST.text),
  mediator: slackId,
  parties: people,
  /** Who must not learn of it, and so can neither be added nor mediate. */
  keptOut: people,
  source: MessageSource.optional(),
});

/** What the form holds. */
export const RaisePrivateForm = PrivateCase.omit({ requestId: true })
  .refine(({ mediator, keptOut }) => !keptOut.includes(mediator), {
    path: ['mediator'],
    message: 'They are among those who must not know.',
  })
  .refine(({ parties, keptOut }) => !parties.some((each) => keptOut.includes(each)), {
    path: ['parties'],
    message: 'Somebody here is also among those who must not know.',
  });
export type RaisePrivateForm = z.infer<typeof RaisePrivateForm>;
export type RaisePrivateInput = z.infer<typeof PrivateCase>;

/** What is written about a private case: a question, an answer, details, how it was settled, why it is opened again. */
export const PrivateWordsInput = z.object({ requestId, caseId, text: words(MOST.text) });
export type PrivateWordsInput = z.infer<typeof PrivateWordsInput>;

export const PartyInput = z.object({ requestId, caseId, slackId });
export type PartyInput = z.infer<typeof PartyInput>;

/** `from` is who mediated it when the form was opened; null where nobody did. */
export const ChangeMediatorInput = z.object({ requestId, caseId, from: slackId.nullable(), to: slackId });
export type ChangeMediatorInput = z.infer<typeof ChangeMediatorInput>;
