import { z } from 'zod';
import { transaction, type Ctx } from '../../../core/context.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { jobKind } from '../../../jobs/define-job.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamsSeenBy } from '../finding/cases-visible-to.ts';
import type { ExportCasesInput } from '../inputs.ts';

export const ExportJob = z.object({ slackId: z.string(), requestId: z.string(), teamId: z.uuid().optional() });
export type ExportJob = z.infer<typeof ExportJob>;

export const exportJob = jobKind('escalations.export', ExportJob, 5);

/** Has a CSV of the cases that leads and up may see sent to them by direct message, as soon as it is ready. */
export async function exportCases(ctx: Ctx, { requestId, teamId }: ExportCasesInput): Promise<void> {
  const asked = teamId ?? teamsSeenBy(ctx.actor)[0];
  requireMay(ctx, 'case.export', asked === undefined ? {} : { teamId: asked });
  const input: ExportJob = { slackId: ctx.actor.slackId, requestId, ...(teamId !== undefined && { teamId }) };
  await transaction(ctx, (tx) => addJob(tx, ctx, exportJob, input, { dedupeKey: requestId }));
}
