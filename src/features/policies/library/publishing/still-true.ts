import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { localDate } from '../../../../core/local-time.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { holdPolicy } from '../hold-policy.ts';
import { type KeptPolicy, revisionInForce } from '../reading/read-policy.ts';
import { reviewDay } from './review-day.ts';
import { writePolicy } from '../write-policy.ts';

export interface Verified extends KeptPolicy {
  /** Somebody had said so today already, and nothing was written. */
  readonly isRepeated: boolean;
}

/** Somebody who answers for it says that what counts is still true. Said twice a day, it is written once. */
export function stillTrue(ctx: Ctx, { policyId }: { readonly policyId: string }): Promise<Verified> {
  return transaction(ctx, async (tx) => {
    const { policy: held, team } = await holdPolicy(tx, ctx, policyId, 'policy.verify');
    if (held.archivedAt) throw new UserError('This policy is archived.');
    if (!(await revisionInForce(tx, ctx, policyId)))
      throw new UserError('Nothing of this policy counts at the moment.');
    const now = ctx.clock.now();
    const day = (at: Date): string => localDate(at, team.timeZone);
    if (held.verifiedAt && day(held.verifiedAt) === day(now)) return { policy: held, team, isRepeated: true };
    const verifiedBy = ctx.actor.slackId;
    const reviewOn = reviewDay({ verifiedAt: now, reviewDays: held.reviewDays }, team);
    const policy = await writePolicy(tx, ctx, held, { verifiedAt: now, verifiedBy, reviewOn });
    await recordAudit(tx, ctx, { action: 'policy.verified', subject: `policy:${policyId}`, detail: { reviewOn } });
    await touchHomes(tx, ctx, [policy.owner]);
    return { policy, team, isRepeated: false };
  });
}
