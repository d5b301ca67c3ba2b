import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { revisionInForce, revisionsOf } from '../../library/reading/read-policy.ts';
import type { Policy, PolicyRevision } from '../../library/tables.ts';

/** What counts now; of a policy that does not yet, what was published to count from a later day. */
export async function revisionToRead(tx: Tx, ctx: Ctx, policy: Policy): Promise<PolicyRevision> {
  if (policy.archivedAt) throw new UserError('This policy is archived.');
  const inForce = await revisionInForce(tx, ctx, policy.id);
  if (inForce) return inForce;
  const now = ctx.clock.now();
  const published = (await revisionsOf(tx, ctx, policy.id)).filter(({ state }) => state === 'published');
  const planned = published.find(({ effectiveAt }) => effectiveAt !== null && effectiveAt > now);
  if (planned) return planned;
  throw new UserError(
    published.length > 0
      ? 'This policy has ended, so nobody has to read it. Publish a change of it first, then have people read that.'
      : 'Nothing of this policy counts: publish it first, then have people read it.',
  );
}
