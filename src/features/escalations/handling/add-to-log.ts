import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { waitsForNoApprover } from '../approvals/waits-for-approver.ts';
import type { CaseView } from '../case-view.ts';
import { openStates } from '../lifecycle.ts';
import { addition, answer } from '../messages/to-deciders.ts';
import { keptButClosed } from '../messages/to-raiser.ts';
import { alreadyDone, moveCase, type Move } from './move-case.ts';
import { recordChange, tellDeciders, tellRaiser, type Telling } from '../record-change.ts';
import type { Case, CaseEntry } from '../tables.ts';

interface Words {
  /** What it is when it answers nothing. */
  readonly as: 'note' | 'details';
  /** Whether the raiser's words answer the question a case waits for. */
  readonly mayAnswer: boolean;
  readonly text: string;
  readonly requestId: string;
  readonly set?: Move['set'];
  readonly slackChannel?: string;
  readonly slackTs?: string;
}

/**
 * Adds what somebody wrote to the log, once per request. The raiser's answer takes the case out of waiting, and what
 * she adds reaches the owner as a new message; a note only shows on the card. What she adds to a case that was closed,
 * perhaps while she wrote, is kept, and she is told so.
 */
export async function addToLog(tx: Tx, ctx: Ctx, before: Case, words: Words): Promise<Case> {
  const { as, mayAnswer, set = {}, requestId, ...written } = words;
  const byRaiser = before.raisedBy === ctx.actor.slackId;

  const answered =
    byRaiser && mayAnswer
      ? await moveCase(tx, ctx, before.id, 'answer', { set, onlyIf: waitsForNoApprover, requestId })
      : undefined;
  const changed = answered ?? (await moveCase(tx, ctx, before.id, as, { set, requestId }));
  if (!changed) return alreadyDone(tx, ctx, before.id, () => false, requestId);

  const kind = answered ? 'answered' : as;
  const tell = byRaiser && kind !== 'note' ? tellOfWords : undefined;
  await recordChange(tx, ctx, changed, { kind, requestId, ...written }, tell);
  return changed;
}

const tellOfWords: Telling = (view: CaseView, entry: CaseEntry) => {
  const words = entry.kind === 'answered' ? answer(view, entry) : addition(view, entry);
  return [
    ...(view.case.owner === null ? [] : [tellDeciders(view, entry, words)]),
    ...(openStates.includes(view.case.state) ? [] : [tellRaiser(view, entry, keptButClosed(view))]),
  ];
};
