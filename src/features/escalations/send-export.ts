import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { transaction, type Ctx } from '../../core/context.ts';
import { recordAudit } from '../../core/audit.ts';
import { localDate } from '../../core/local-time.ts';
import type { Tx } from '../../db/client.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { findActor } from '../../people/actor.ts';
import { people, teams } from '../../people/tables.ts';
import { clocksOfCase, readClock } from './clocks/read-case.ts';
import { casesCsv, type CsvCase } from './cases-csv.ts';
import { casesVisibleTo, isOrdinary } from './cases-visible-to.ts';
import { caseExceptions } from './exceptions/tables.ts';
import type { ExportJob } from './export-cases.ts';
import { exportComment } from './messages/export.ts';
import { promiseCounts } from './promises/counts.ts';
import { cases } from './tables.ts';

/** The newest ones; more than a spreadsheet is read for, and well within a file that Slack takes. */
const MOST_CASES = 20_000;

/** Builds the CSV with the rights that the person has now, and queues it as a file in their direct messages, once. */
export function sendExport(jobCtx: Ctx, { slackId, requestId, teamId }: ExportJob): Promise<void> {
  return transaction(jobCtx, async (tx) => {
    const found = await findActor(tx, { workspaceId: jobCtx.workspaceId, slackId });
    if (!found) return;
    const ctx: Ctx = { ...jobCtx, actor: found.actor };

    const matching = await casesToExport(tx, ctx, teamId);
    const rows = matching.slice(0, MOST_CASES);
    await recordAudit(tx, ctx, {
      action: 'cases.exported',
      subject: `person:${slackId}`,
      detail: { count: rows.length, teamId },
    });
    await enqueue(tx, ctx, [
      {
        kind: 'file',
        to: slackId,
        filename: `cases-${localDate(ctx.clock.now(), ctx.actor.timeZone)}.csv`,
        content: casesCsv(rows),
        comment: exportComment(rows.length, matching.length > rows.length),
        dedupeKey: `export:${requestId}`,
      },
    ]);
  });
}

const nameOfDecider = sql<string | null>`(
  select ${people.name} from ${people}
  where ${people.workspaceId} = ${cases.workspaceId} and ${people.slackId} = ${cases.decidedBy})`;

const namesOfApprovers = sql<string | null>`(
  select string_agg(coalesce(approver.name, approved.slack_id), ', ' order by approved.turn)
  from unnest(${cases.approvedBy}) with ordinality as approved (slack_id, turn)
  left join ${people} as approver
    on approver.workspace_id = ${cases.workspaceId} and approver.slack_id = approved.slack_id)`;

/** One more than a file takes, if there are more. */
async function casesToExport(tx: Tx, ctx: Ctx, teamId: string | undefined): Promise<CsvCase[]> {
  const raiser = alias(people, 'raiser');
  const owner = alias(people, 'owner_of_case');
  const found = await tx
    .select({
      case: cases,
      teamName: teams.name,
      timeZone: teams.timeZone,
      raiserName: raiser.name,
      ownerName: owner.name,
      deciderName: nameOfDecider,
      approverNames: namesOfApprovers,
      clocks: clocksOfCase,
      promises: promiseCounts,
      exception: caseExceptions,
    })
    .from(cases)
    .innerJoin(teams, and(eq(teams.workspaceId, cases.workspaceId), eq(teams.id, cases.teamId)))
    .leftJoin(raiser, and(eq(raiser.workspaceId, cases.workspaceId), eq(raiser.slackId, cases.raisedBy)))
    .leftJoin(owner, and(eq(owner.workspaceId, cases.workspaceId), eq(owner.slackId, cases.owner)))
    .leftJoin(
      caseExceptions,
      and(
        eq(caseExceptions.workspaceId, cases.workspaceId),
        eq(caseExceptions.caseId, cases.id),
        isNull(caseExceptions.undoneAt),
      ),
    )
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        casesVisibleTo(ctx.actor),
        // A file travels: not even the parties get a private case into one.
        isOrdinary,
        teamId === undefined ? undefined : eq(cases.teamId, teamId),
      ),
    )
    .orderBy(desc(cases.number))
    .limit(MOST_CASES + 1);
  return found.map(withClocks);
}

function withClocks<
  Row extends { readonly clocks: Parameters<typeof readClock>[0][] | readonly Parameters<typeof readClock>[0][] },
>(row: Row) {
  return { ...row, clocks: row.clocks.map(readClock) };
}
