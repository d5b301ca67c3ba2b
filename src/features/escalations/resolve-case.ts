import { sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../core/context.ts';
import type { ResolveCaseInput } from './inputs.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { promptRaiser, recordChange, tellRelieved } from './record-change.ts';
import { requireCase } from './require-case.ts';
import { cases, type Case } from './tables.ts';
import { teams } from '../../people/tables.ts';
import { requireResolution } from './write-up.ts';

/** Decides a case and tells the raiser what to say to the customer. An unclaimed case is claimed by resolving it. */
export function resolveCase(ctx: Ctx, input: ResolveCaseInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, input.caseId, 'case.resolve');
    requireResolution(before, input);

    const { caseId, requestId, amount = askedIfGranted(before, input), currency, ...decided } = input;
    const now = ctx.clock.now();
    const resolved = await moveCase(tx, ctx, caseId, 'resolve', {
      set: {
        ...decided,
        ...(amount !== undefined && { decidedAmount: amount, currency: currencyOf(currency) }),
        owner: sql`coalesce(${cases.owner}, ${ctx.actor.slackId})`,
        claimedAt: sql`coalesce(${cases.claimedAt}, ${now.toISOString()}::timestamptz)`,
        closedAt: now,
      },
      requestId,
    });
    if (!resolved) return alreadyDone(tx, ctx, caseId, () => false, requestId);

    const detail = { decision: input.decision, amount, currency: amount === undefined ? undefined : resolved.currency };
    await recordChange(
      tx,
      ctx,
      resolved,
      { kind: 'resolved', text: input.tellCustomer, detail, requestId },
      (view, entry) => [promptRaiser(view, entry), ...tellRelieved(view, entry, view.case.owner)],
    );
    return resolved;
  });
}

/** Granted without saying how much is granted as asked. */
function askedIfGranted({ amount }: Case, input: ResolveCaseInput): number | undefined {
  return input.decision === 'granted' && amount !== null ? amount : undefined;
}

/** What the case is in already, else what was typed, else the team's. */
function currencyOf(typed: string | undefined) {
  const ofTeam = sql`(select ${teams.currency} from ${teams} where ${teams.workspaceId} = ${cases.workspaceId} and ${teams.id} = ${cases.teamId})`;
  return sql`coalesce(${cases.currency}, ${typed ?? null}, ${ofTeam})`;
}
