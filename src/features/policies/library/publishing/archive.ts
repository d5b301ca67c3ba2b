import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { dayAndTime } from '../../../../core/local-time.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { oneLine } from '../../../../slack/mrkdwn.ts';
import { whenArchived } from '../../follow-policies.ts';
import { holdPolicy } from '../hold-policy.ts';
import { indexPolicies } from '../index-policy.ts';
import type { KeptPolicy } from '../reading/read-policy.ts';
import type { Policy } from '../tables.ts';
import { writePolicy } from '../write-policy.ts';

export interface Archive {
  readonly policyId: string;
  readonly because: string;
}

/** Takes a policy out of use: nobody finds it, and its history stays for whoever writes the team's policies. */
export function archive(ctx: Ctx, { policyId, because }: Archive): Promise<KeptPolicy> {
  return transaction(ctx, async (tx) => {
    const { policy: held, team } = await holdPolicy(tx, ctx, policyId, 'policy.archive');
    if (oneLine(because) === '') throw new UserError('Say why, for whoever looks for it later.', 'because');
    if (held.archivedAt) {
      const who = await nameOf(tx, ctx, held.archivedBy);
      throw new UserError(`${who} archived this already, on ${dayAndTime(held.archivedAt, team.timeZone)}.`);
    }
    const policy = await writePolicy(tx, ctx, held, archivedSet(ctx, oneLine(because)));
    await recordAudit(tx, ctx, { action: 'policy.archived', subject: `policy:${policyId}`, detail: { because } });
    const ofParts = [];
    for (const follow of whenArchived) ofParts.push(...(await follow(tx, ctx, { policy, team })));
    await indexPolicies(tx, ctx, [policyId]);
    await enqueue(tx, ctx, ofParts);
    return { policy, team };
  });
}

/** Brings it back as it was. */
export function restore(ctx: Ctx, { policyId }: { readonly policyId: string }): Promise<KeptPolicy> {
  return transaction(ctx, async (tx) => {
    const { policy: held, team } = await holdPolicy(tx, ctx, policyId, 'policy.archive');
    if (!held.archivedAt) throw new UserError('This policy is not archived.');
    const policy = await writePolicy(tx, ctx, held, { archivedAt: null, archivedBy: null, archivedBecause: null });
    await recordAudit(tx, ctx, { action: 'policy.restored', subject: `policy:${policyId}` });
    await indexPolicies(tx, ctx, [policyId]);
    return { policy, team };
  });
}

export function archivedSet(ctx: Ctx, because: string): Partial<Policy> {
  return { archivedAt: ctx.clock.now(), archivedBy: ctx.actor.slackId, archivedBecause: because };
}
