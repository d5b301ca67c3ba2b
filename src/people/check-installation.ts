import { type Ctx, transaction } from '../core/context.ts';
import { addJob } from '../jobs/add-job.ts';
import { botFor, forgetInstallation } from './installation.ts';
import { checkInstallation } from './job-kinds.ts';
import type { SlackReads } from './slack-reads.ts';

/** The event may be here before Slack has withdrawn the token. */
const LOOK_AGAIN_MS = 30_000;

/**
 * Slack said that the app was removed: it is if the token is dead. An event that was late, or held up until somebody had
 * installed the app again, must not throw the new installation away.
 */
export async function stillInstalled(ctx: Ctx, slack: SlackReads, isSecondLook: boolean): Promise<void> {
  const installation = await botFor(ctx.db, ctx.workspaceId);
  if (!installation) return;
  if (!(await slack.tokenWorks(ctx.workspaceId))) {
    ctx.log.warn('the app was removed from the workspace');
    await forgetInstallation(ctx.db, installation, ctx.clock.now());
  } else if (!isSecondLook) {
    await queueCheck(ctx, { isSecondLook: true, delayMs: LOOK_AGAIN_MS });
  }
}

export function queueCheck(
  ctx: Ctx,
  { isSecondLook, delayMs }: { isSecondLook: boolean; delayMs: number },
): Promise<void> {
  return transaction(ctx, (tx) =>
    addJob(tx, ctx, checkInstallation, { isSecondLook }, { delayMs, dedupeKey: 'installation' }),
  );
}
