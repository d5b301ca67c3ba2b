import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { everyMember, type KeptMustRead, type ReaderRow, readersOf } from '../read-must-read.ts';
import { acknowledgements } from '../tables.ts';
import { calendarsOf } from '../sending/working-calendars.ts';
import { dueForJoiner } from '../sending/when-to-remind.ts';
import { type ReaderChanges, readerChanges, whomToAsk } from './whom-to-ask.ts';

export interface Followed {
  readonly readers: readonly ReaderRow[];
  /** Whose list of what waits for them has changed. */
  readonly concerned: readonly string[];
}

/**
 * Has a must-read that is held follow who is on which team now: whoever joined its audience is asked, with a deadline of
 * their own where the other is too near; whoever left it is excused; whoever came back unread is asked again. The first
 * time it finds everybody, and the deadline is the same for all. Whoever calls has the messages say so.
 */
export async function followPeople(tx: Tx, ctx: Ctx, kept: KeptMustRead, isFirst = false): Promise<Followed> {
  const { mustRead, policy } = kept;
  const wanted = whomToAsk(await everyMember(tx, ctx), {
    audience: mustRead.audience,
    visibleTo: policy.audience,
    keptBy: policy.teamId,
    askedBy: mustRead.askedBy,
  });
  const before = isFirst ? [] : await readersOf(tx, ctx, mustRead.id);
  const changes = readerChanges(before, wanted);
  const concerned = [...changes.join, ...changes.again].map(({ slackId }) => slackId).concat(changes.excuse);
  if (concerned.length + changes.count.length === 0) return { readers: before, concerned };
  await writeReaders(tx, ctx, kept, changes, isFirst);
  await excuse(tx, ctx, mustRead.id, changes.excuse);
  return { readers: await readersOf(tx, ctx, mustRead.id), concerned };
}

/** One statement, whatever their number. */
async function writeReaders(
  tx: Tx,
  ctx: Ctx,
  { mustRead }: KeptMustRead,
  { join, again, count }: ReaderChanges,
  isFirst: boolean,
): Promise<void> {
  const asked = [...join, ...again];
  if (asked.length + count.length === 0) return;
  const now = ctx.clock.now();
  const calendars = isFirst ? new Map() : await calendarsOf(tx, ctx, asked);
  const rows = [
    ...asked.map(({ slackId, teamId }) => {
      const due = isFirst ? mustRead.deadlineAt : dueForJoiner(calendars.get(slackId), now, mustRead.deadlineAt);
      return { slack_id: slackId, team_id: teamId, due_at: due, is_asked: true };
    }),
    ...count.map(({ slackId, teamId }) => ({
      slack_id: slackId,
      team_id: teamId,
      due_at: mustRead.deadlineAt,
      is_asked: false,
    })),
  ];
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    insert into acknowledgements as reader (workspace_id, must_read_id, slack_id, team_id, asked_at, due_at, next_at)
    select ${ctx.workspaceId}::text, ${mustRead.id}::uuid, slack_id, team_id, ${at}, due_at, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (slack_id text, team_id uuid, due_at timestamptz, is_asked bool)
    order by slack_id
    on conflict (workspace_id, must_read_id, slack_id) do update set
      team_id = excluded.team_id,
      excused_at = null,
      ${resetOf(asked.map(({ slackId }) => slackId))}`);
}

/** Whoever was out of it for less than a day, by a slip say, has the deadline that they had; else nobody has less time than before. */
const DUE_AGAIN = `case when reader.excused_at > excluded.asked_at - interval '1 day' then reader.due_at
  else greatest(reader.due_at, excluded.due_at) end`;

/** Whoever is asked again begins anew; of whoever only counts elsewhere nothing else changes. */
function resetOf(asked: readonly string[]) {
  const isAsked = sql`reader.excused_at is not null and reader.acknowledged_at is null
    and reader.slack_id in (select jsonb_array_elements_text(${JSON.stringify(asked)}::jsonb))`;
  const begin = (column: string, fresh: string) =>
    sql`${sql.identifier(column)} = case when ${isAsked} then ${sql.raw(fresh)} else reader.${sql.identifier(column)} end`;
  return sql.join(
    [
      begin('asked_at', 'excluded.asked_at'),
      begin('due_at', DUE_AGAIN),
      begin('next_at', 'excluded.next_at'),
      begin('round', 'reader.round + 1'),
      begin('told_at', 'null'),
      begin('reminded_at', 'null'),
      begin('reminded', '0'),
      begin('is_nudged', 'false'),
    ],
    sql`, `,
  );
}

async function excuse(tx: Tx, ctx: Ctx, mustReadId: string, slackIds: readonly string[]): Promise<void> {
  if (slackIds.length === 0) return;
  await tx
    .update(acknowledgements)
    .set({ excusedAt: ctx.clock.now(), nextAt: null, isNudged: false })
    .where(
      and(
        eq(acknowledgements.workspaceId, ctx.workspaceId),
        eq(acknowledgements.mustReadId, mustReadId),
        inArray(acknowledgements.slackId, [...slackIds]),
      ),
    );
}
