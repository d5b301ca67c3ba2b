import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { idsIn } from './ids-in.ts';

/**
 * Holds these people, in order of id, until the transaction ends: nobody else who asks for this decides about them meanwhile, so
 * that what is read of them afterwards stays so. After shifts, before what belongs to swaps (swaps/hold.ts).
 */
export async function holdPeople(tx: Tx, ctx: Ctx, people: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select from people where workspace_id = ${ctx.workspaceId} and slack_id in (${idsIn(people)})
    order by slack_id for no key update`);
}
