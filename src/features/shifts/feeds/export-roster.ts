import { and, asc, eq, gt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../../../core/audit.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { localDate } from '../../../core/local-time.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { jobKind } from '../../../jobs/define-job.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { findActor } from '../../../people/actor.ts';
import { may, requireMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import { people } from '../../../people/tables.ts';
import { shifts } from '../roster/tables.ts';
import { exportComment } from './messages.ts';
import { type CsvShift, rosterHeading, rosterLines } from './roster-csv.ts';

const ExportJob = z.object({ slackId: z.string(), teamId: z.uuid(), requestId: z.string() });
type ExportJob = z.infer<typeof ExportJob>;

export const rosterExportJob = jobKind('shifts.export', ExportJob, 5);

const BACK_DAYS = 28;
/** As many as an import takes. */
const MOST_SHIFTS = 20_000;
/** Shifts that are read and written into the file at a time: others get their turn in between. */
const PAGE = 1_000;

/** Has a CSV of the team's roster sent to the actor by direct message, as soon as it is ready. Returns the team's name. */
export async function exportRoster(ctx: Ctx, teamId: string): Promise<string> {
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('This team is gone.');
    requireMay(ctx, 'shift.export', { teamId, teamName: team.name });
    const requestId = `roster:${ctx.correlationId}`;
    await addJob(tx, ctx, rosterExportJob, { slackId: ctx.actor.slackId, teamId, requestId }, { dedupeKey: requestId });
    return team.name;
  });
}

/** Builds the file with the rights that the person has now, and queues it in their direct messages, once. */
export async function sendRoster(jobCtx: Ctx, { slackId, teamId, requestId }: ExportJob): Promise<void> {
  const { workspaceId } = jobCtx;
  const [found, team] = await transaction(jobCtx, async (tx) => [
    await findActor(tx, { workspaceId, slackId }),
    await teamById(tx, jobCtx, teamId),
  ]);
  if (!found || !team || !may(found.actor, 'shift.export', { teamId })) return;
  const ctx: Ctx = { ...jobCtx, actor: found.actor };

  const { content, count, hasMore } = await buildCsv(ctx, teamId, team.name);
  const comment = exportComment(count, team.name, hasMore);
  const filename = `roster-${localDate(ctx.clock.now(), team.timeZone)}.csv`;
  await transaction(ctx, async (tx) => {
    await recordAudit(tx, ctx, { action: 'roster.exported', subject: `team:${teamId}`, detail: { count } });
    await enqueue(tx, ctx, [
      { kind: 'file', to: slackId, filename, content, comment, dedupeKey: `export:${requestId}` },
    ]);
  });
}

interface Built {
  readonly content: string;
  readonly count: number;
  readonly hasMore: boolean;
}

async function buildCsv(ctx: Ctx, teamId: string, teamName: string): Promise<Built> {
  const parts = [rosterHeading];
  let count = 0;
  let after: CsvShift | undefined;
  while (count < MOST_SHIFTS) {
    const page = await transaction(ctx, (tx) => readPage(tx, ctx, teamId, after?.shift));
    const rows = page.slice(0, PAGE).map((row) => Object.assign(row, { teamName }));
    parts.push(rosterLines(rows));
    count += rows.length;
    if (page.length <= PAGE) return { content: parts.join(''), count, hasMore: false };
    after = rows.at(-1);
  }
  return { content: parts.join(''), count, hasMore: true };
}

/** Those that come after `after`, the earliest first; one more than a page, if there are more. */
async function readPage(tx: Tx, ctx: Ctx, teamId: string, after: CsvShift['shift'] | undefined) {
  const from = new Date(ctx.clock.now().getTime() - BACK_DAYS * 86_400_000);
  return tx
    .select({ shift: shifts, email: people.email })
    .from(shifts)
    .leftJoin(people, and(eq(people.workspaceId, shifts.workspaceId), eq(people.slackId, shifts.slackId)))
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        eq(shifts.teamId, teamId),
        eq(shifts.state, 'planned'),
        gt(shifts.endsAt, from),
        after &&
          or(
            gt(shifts.startsAt, after.startsAt),
            and(eq(shifts.startsAt, after.startsAt), gt(shifts.id, sql`${after.id}::uuid`)),
          ),
      ),
    )
    .orderBy(asc(shifts.startsAt), asc(shifts.id))
    .limit(PAGE + 1);
}
