import { and, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Edit } from '../../../../outbox/enqueue.ts';
import { groupBy } from '../../../../people/calendar/group-by.ts';
import { people } from '../../../../people/tables.ts';
import { policyRevisions } from '../../library/tables.ts';
import { heldMessages, keepShown, type ListedRow, type To, type Written } from './listed-messages.ts';
import { isReminderKey } from '../ids.ts';
import { type Listed, listMessage, settledMessage } from '../messages/to-reader.ts';
import { readerState } from '../messages/reader-state.ts';
import { summariesNow } from './send-summary.ts';
import { isToBeRead } from '../read-must-read.ts';
import { acknowledgements, mustReadMessages, mustReads } from '../tables.ts';

/**
 * Every message that lists one of these says how it stands now, or those to some people. Edits notify nobody; what would say
 * the same as before is left alone. Whoever calls holds the must-reads, has written what changed, and queues the edits.
 */
export async function messagesNow(tx: Tx, ctx: Ctx, mustReadIds: readonly string[], to?: To): Promise<readonly Edit[]> {
  if (mustReadIds.length === 0) return [];
  const held = await heldMessages(tx, ctx, mustReadIds, to);
  const [toReaders, toAskers] = [held.filter((row) => !row.isSummary), held.filter((row) => row.isSummary)];
  const written = [...(await readersNow(tx, ctx, toReaders)), ...(await summariesNow(tx, ctx, toAskers))];
  const shown = written.flatMap(({ rows }) => rows);
  await keepShown(tx, ctx, shown);
  return written.map(({ edit }) => edit);
}

async function readersNow(tx: Tx, ctx: Ctx, held: readonly ListedRow[]): Promise<readonly Written[]> {
  if (held.length === 0) return [];
  const rows = await listedOf(tx, ctx, [...new Set(held.map(({ messageKey }) => messageKey))]);
  return [...groupBy(rows, ({ row }) => row.messageKey)].flatMap(([messageKey, ofMessage]) => {
    const isSame = ofMessage.every(({ row, listed }) => row.shown === listed.state);
    const [only] = ofMessage;
    // What asked somebody alone stays as it is, with its passage; whoever is asked again gets another message.
    if (isSame || !only || (ofMessage.length === 1 && only.listed.state === 'open')) return [];
    const listed = ofMessage.map((one) => one.listed);
    const isReminder = isReminderKey(messageKey);
    const message =
      listed.length === 1 ? settledMessage(only.listed) : listMessage(listed, ctx.clock.now(), { isReminder });
    const shown = ofMessage.map(({ row, listed: { state } }) => ({ ...row, shown: state }));
    return [{ edit: { kind: 'edit', messageKey, message }, rows: shown }];
  });
}

async function listedOf(tx: Tx, ctx: Ctx, messageKeys: readonly string[]) {
  const asker = alias(people, 'asker');
  const found = await tx
    .select({
      row: mustReadMessages,
      mustRead: mustReads,
      revision: { title: policyRevisions.title, number: policyRevisions.number },
      own: acknowledgements,
      askedBy: asker.name,
      timeZone: people.timeZone,
    })
    .from(mustReadMessages)
    .innerJoin(
      mustReads,
      and(eq(mustReads.workspaceId, mustReadMessages.workspaceId), eq(mustReads.id, mustReadMessages.mustReadId)),
    )
    .innerJoin(policyRevisions, isToBeRead)
    .innerJoin(
      acknowledgements,
      and(
        eq(acknowledgements.workspaceId, mustReads.workspaceId),
        eq(acknowledgements.mustReadId, mustReads.id),
        eq(acknowledgements.slackId, mustReadMessages.slackId),
      ),
    )
    .leftJoin(
      people,
      and(eq(people.workspaceId, acknowledgements.workspaceId), eq(people.slackId, acknowledgements.slackId)),
    )
    .leftJoin(asker, and(eq(asker.workspaceId, mustReads.workspaceId), eq(asker.slackId, mustReads.askedBy)))
    .where(
      and(eq(mustReadMessages.workspaceId, ctx.workspaceId), inArray(mustReadMessages.messageKey, [...messageKeys])),
    );
  return found.map(({ row, mustRead, revision, own, askedBy, timeZone }) => ({
    row,
    listed: {
      mustRead,
      revision,
      askedBy: askedBy ?? 'Somebody',
      dueAt: own.dueAt,
      timeZone: timeZone ?? 'UTC',
      state: readerState(own, mustRead),
      readAt: own.acknowledgedAt,
    } satisfies Listed,
  }));
}
