import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { localDate } from '../../../../core/local-time.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { enqueue, type Outgoing } from '../../../../outbox/enqueue.ts';
import { may, requireMay } from '../../../../people/permissions.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { slugOf } from '../../text/reading/anchors.ts';
import { bundleOf } from '../files/bundle.ts';
import { exportPolicies, type PolicyExport } from '../export-policies.ts';
import { type ExportJob, exportJob } from '../job-kinds.ts';
import { actingAs } from './look-at-files.ts';

/** Has the policies of a team, or one of them, sent to the actor as a file, as far as they may see them. */
export async function askForExport(ctx: Ctx, job: Omit<ExportJob, 'slackId'>): Promise<void> {
  requireMay(ctx, 'policy.look-up', {});
  const input: ExportJob = { ...job, slackId: ctx.actor.slackId };
  await transaction(ctx, (tx) => addJob(tx, ctx, exportJob, input, { dedupeKey: job.requestId }));
}

/** Writes the file with the rights that the person has now, and queues it in their direct messages, once. */
export async function sendExport(jobCtx: Ctx, { slackId, requestId, teamId, policyId }: ExportJob): Promise<void> {
  const ctx = await actingAs(jobCtx, slackId);
  if (!ctx) return;
  const found = await exportPolicies(ctx, teamId, policyId);
  await transaction(ctx, async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'policy.exported',
      subject: `team:${teamId}`,
      detail: { count: found.files.length, ...(policyId !== undefined && { policyId }) },
    });
    await enqueue(tx, ctx, [fileOf(ctx, found, requestId)]);
  });
}

function fileOf(ctx: Ctx, { team, files }: PolicyExport, requestId: string): Outgoing {
  const to = ctx.actor.slackId;
  const dedupeKey = `policy-export:${requestId}`;
  const [first, ...others] = files;
  const name = inline(team.name);
  const back = may(ctx.actor, 'policy.import', { teamId: team.id }) ? GIVE_BACK : AS_IT_IS;
  if (!first) {
    const text = `${name} has no published policy that you may read, so there is no file.`;
    return { kind: 'post', to, message: { text }, dedupeKey };
  }
  if (others.length === 0) {
    const filename = first.path.slice(first.path.lastIndexOf('/') + 1);
    return { kind: 'file', to, filename, content: first.content, comment: back, dedupeKey };
  }
  const filename = `policies-${slugOf(team.name)}-${localDate(ctx.clock.now(), ctx.actor.timeZone)}.md`;
  const comment = `${files.length} policies of ${name}, those that you may read. ${back}`;
  return { kind: 'file', to, filename, content: bundleOf(files), comment, dedupeKey };
}

const GIVE_BACK = 'Change it, send it to me, and you see what would change.';
const AS_IT_IS = 'It is what counts, or will, as it was published last.';
