import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Edit } from '../../../../outbox/enqueue.ts';
import { type MustReadMessage, mustReadMessages } from '../tables.ts';

export type ListedRow = Omit<MustReadMessage, 'workspaceId'>;

/** A message that is written anew, and what it shows from now on. */
export interface Written {
  readonly edit: Edit;
  readonly rows: readonly ListedRow[];
}

/** To whom messages are looked at. */
export interface To {
  readonly readers: readonly string[];
  /** Also to those who asked. */
  readonly askers: boolean;
}

/**
 * What the messages list that list one of these, to everybody or to some. They are held until the transaction ends:
 * of two changes at once the second is written with the first.
 */
export async function heldMessages(
  tx: Tx,
  ctx: Ctx,
  mustReadIds: readonly string[],
  to?: To,
): Promise<readonly ListedRow[]> {
  const { workspaceId, messageKey, mustReadId, slackId, isSummary, shown } = mustReadMessages;
  const listing = tx
    .select({ messageKey })
    .from(mustReadMessages)
    .where(
      and(
        eq(workspaceId, ctx.workspaceId),
        inArray(mustReadId, [...mustReadIds]),
        to && or(inArray(slackId, [...to.readers]), to.askers ? eq(isSummary, true) : undefined),
      ),
    );
  return tx
    .select({ messageKey, mustReadId, slackId, isSummary, shown })
    .from(mustReadMessages)
    .where(and(eq(workspaceId, ctx.workspaceId), inArray(messageKey, listing)))
    .orderBy(asc(messageKey), asc(mustReadId))
    .for('update');
}

/** What messages that are new list, and what others show now. One statement, whatever their number. */
export async function keepShown(tx: Tx, ctx: Ctx, rows: readonly ListedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const written = rows.map(({ messageKey, mustReadId, slackId, isSummary, shown }) => ({
    message_key: messageKey,
    must_read_id: mustReadId,
    slack_id: slackId,
    is_summary: isSummary,
    shown,
  }));
  await tx.execute(sql`
    insert into must_read_messages (workspace_id, message_key, must_read_id, slack_id, is_summary, shown)
    select ${ctx.workspaceId}::text, row.* from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
      as row (message_key text, must_read_id uuid, slack_id text, is_summary bool, shown text)
    order by message_key, must_read_id
    on conflict (workspace_id, message_key, must_read_id) do update set shown = excluded.shown`);
}

/** One after the other, each of at most so many. */
export function inParts<Of>(all: readonly Of[], most: number): readonly (readonly Of[])[] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, part) => all.slice(part * most, (part + 1) * most));
}
