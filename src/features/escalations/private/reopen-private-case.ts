import { sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import type { CaseView } from '../case-view.ts';
import { alreadyDone, moveCase } from '../handling/move-case.ts';
import { recordChange, tellDeciders, tellRaiser } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case, type CaseEntry } from '../tables.ts';
import type { PrivateWordsInput } from './inputs.ts';
import { privateNews } from './messages.ts';
import { mediators } from './people.ts';
import { tellParties } from './tell-parties.ts';

/**
 * Opens a private case that was settled or withdrawn. It is its mediator's again, unless she may not mediate any more: then
 * the raiser chooses another one.
 */
export function reopenPrivateCase(ctx: Ctx, { caseId, text, requestId }: PrivateWordsInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, caseId, 'case.reopen-private');
    const { owner } = before;
    const stillMediates = (await mediators(tx, ctx)).some(({ slackId }) => slackId === owner);
    const reopened = await moveCase(tx, ctx, caseId, stillMediates ? 'reopenPrivately' : 'reopen', {
      set: {
        owner: stillMediates ? owner : null,
        decision: null,
        decidedBy: null,
        tellCustomer: null,
        toldCustomerAt: null,
        closedAt: null,
      },
      onlyIf: sql`${cases.owner} is not distinct from ${owner}`,
      requestId,
    });
    if (!reopened) return alreadyDone(tx, ctx, caseId, () => false, requestId);

    const change = { kind: 'reopened', text, detail: { from: before.state, owner }, requestId } as const;
    await recordChange(tx, ctx, reopened, change, tellOthers, owner);
    return reopened;
  });
}

function tellOthers(view: CaseView, entry: CaseEntry): readonly Outgoing[] {
  const { raisedBy, owner } = view.case;
  const news = privateNews(view, entry, 'It goes on: the message above has everything.');
  return [
    ...(entry.by === raisedBy ? [] : [tellRaiser(view, entry, news)]),
    ...(owner === null || entry.by === owner ? [] : [tellDeciders(view, entry, news)]),
    ...tellParties(view, entry),
  ];
}
