import { and, eq, ne, sql } from 'drizzle-orm';
import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { members, people } from '../../../people/tables.ts';
import type { HandOverCaseInput } from '../inputs.ts';
import { handOver } from '../messages/to-deciders.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { recordChange, tellDeciders, tellRelieved } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';

/** Gives a case to another lead, manager or director of its team, who is told, as is the owner it is taken from. An open case is claimed for them. */
export function handOverCase(ctx: Ctx, { caseId, to, note, requestId }: HandOverCaseInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, caseId, 'case.hand-over');
    await requireHeir(tx, ctx, before, to);

    const handed = await moveCase(tx, ctx, caseId, 'handOver', {
      set: { owner: to, claimedAt: eventTime(ctx) },
      // From whom it was seen to come: the log and those who are told name them.
      onlyIf: sql`${cases.owner} is not distinct from ${before.owner} and ${cases.owner} is distinct from ${to}`,
      requestId,
    });
    if (!handed) return alreadyDone(tx, ctx, caseId, (view) => view.case.owner === to, requestId);

    const detail = { from: before.owner, to };
    await recordChange(
      tx,
      ctx,
      handed,
      { kind: 'handed-over', text: note, detail, requestId },
      (view, entry) => [tellDeciders(view, entry, handOver(view, entry)), ...tellRelieved(view, entry, before.owner)],
      before.owner,
    );
    return handed;
  });
}

async function requireHeir(tx: Tx, ctx: Ctx, of: Case, to: string): Promise<void> {
  if (to === ctx.actor.slackId) throw new UserError('That is you. Claim it or take it over instead.', 'to');
  if (to === of.raisedBy) throw new UserError('They raised it, so somebody else has to decide.', 'to');
  const [heir] = await tx
    .select({ slackId: members.slackId })
    .from(members)
    .innerJoin(people, and(eq(people.workspaceId, members.workspaceId), eq(people.slackId, members.slackId)))
    .where(
      and(
        eq(members.workspaceId, ctx.workspaceId),
        eq(members.teamId, of.teamId),
        eq(members.slackId, to),
        ne(members.role, 'agent'),
        eq(people.kind, 'full'),
      ),
    );
  if (!heir) throw new UserError('Choose a lead, manager or director of the team.', 'to');
}
