import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { transaction, type Ctx } from '../../../core/context.ts';
import { recordAudit } from '../../../core/audit.ts';
import { localDate } from '../../../core/local-time.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { findActor } from '../../../people/actor.ts';
import { people, teams } from '../../../people/tables.ts';
import { clocksOfCase, readClock } from '../clocks/read-case.ts';
import { csvHeading, csvLines, type CsvCase } from './cases-csv.ts';
import { casesVisibleTo, isOrdinary } from '../finding/cases-visible-to.ts';
import { shownPassages } from '../exceptions/shown-passages.ts';
import { type CaseException, caseExceptions } from '../exceptions/tables.ts';
import type { ExportJob } from './export-cases.ts';
import { exportComment } from '../messages/export.ts';
import { promiseCounts } from '../promises/counts.ts';
import { cases } from '../tables.ts';

/** The newest ones; more than a spreadsheet is read for, and well within a file that Slack takes. */
const MOST_CASES = 20_000;

/** Cases that are read and written into the file at a time: others get their turn in between. */
const PAGE = 1_000;

/** Builds the CSV with the rights that the person has now, and queues it as a file in their direct messages, once. */
export async function sendExport(jobCtx: Ctx, { slackId, requestId, teamId }: ExportJob): Promise<void> {
  const { workspaceId } = jobCtx;
  const found = await transaction(jobCtx, (tx) => findActor(tx, { workspaceId, slackId }));
  if (!found) return;
  const ctx: Ctx = { ...jobCtx, actor: found.actor };

  const { content, count, more } = await buildCsv(ctx, teamId);
  await transaction(ctx, async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'cases.exported',
      subject: `person:${slackId}`,
      detail: { count, teamId },
    });
    await enqueue(tx, ctx, [
      {
        kind: 'file',
        to: slackId,
        filename: `cases-${localDate(ctx.clock.now(), ctx.actor.timeZone)}.csv`,
        content,
        comment: exportComment(count, more),
        dedupeKey: `export:${requestId}`,
      },
    ]);
  });
}

/** A page at a time, each read in a transaction of its own and written outside of it: none lasts for long. */
async function buildCsv(ctx: Ctx, teamId: string | undefined): Promise<Built> {
  const parts = [csvHeading];
  let count = 0;
  let before: number | undefined;
  while (count < MOST_CASES) {
    const page = await transaction(ctx, (tx) => readPage(tx, ctx, teamId, before));
    parts.push(csvLines(page.slice(0, PAGE)));
    count += Math.min(page.length, PAGE);
    if (page.length <= PAGE) return { content: parts.join(''), count, more: false };
    before = page[PAGE - 1]?.case.number;
  }
  return { content: parts.join(''), count, more: true };
}

interface Built {
  readonly content: string;
  readonly count: number;
  /** Whether there are cases that the file leaves out. */
  readonly more: boolean;
}

const nameOfDecider = sql<string | null>`(
  select ${people.name} from ${people}
  where ${people.workspaceId} = ${cases.workspaceId} and ${people.slackId} = ${cases.decidedBy})`;

const namesOfApprovers = sql<string | null>`(
  select string_agg(coalesce(approver.name, approved.slack_id), ', ' order by approved.turn)
  from unnest(${cases.approvedBy}) with ordinality as approved (slack_id, turn)
  left join ${people} as approver
    on approver.workspace_id = ${cases.workspaceId} and approver.slack_id = approved.slack_id)`;

/** The newest of the cases with a lower number than `before`; one more than a page, if there are more. */
async function readPage(
  tx: Tx,
  ctx: Ctx,
  teamId: string | undefined,
  before: number | undefined,
): Promise<readonly CsvCase[]> {
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
        before === undefined ? undefined : lt(cases.number, before),
      ),
    )
    .orderBy(desc(cases.number))
    .limit(PAGE + 1);
  const exceptions = found.flatMap(({ exception }) => exception ?? []);
  const shown = await shownPassages(tx, ctx, exceptions);
  return found.map((row) => withClocks(withPassage(row, shown)));
}

function withPassage<Row extends { readonly exception: CaseException | null }>(
  row: Row,
  shown: Awaited<ReturnType<typeof shownPassages>>,
): Row {
  const { exception } = row;
  return exception === null ? row : { ...row, exception: { ...exception, passage: shown(exception).passage } };
}

function withClocks<
  Row extends { readonly clocks: Parameters<typeof readClock>[0][] | readonly Parameters<typeof readClock>[0][] },
>(row: Row) {
  return { ...row, clocks: row.clocks.map(readClock) };
}
