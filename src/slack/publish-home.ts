import type { HomeView, KnownBlock } from '@slack/types';
import { type Ctx, transaction } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { addJob } from '../jobs/add-job.ts';
import { handleJob, type JobHandler } from '../jobs/define-job.ts';
import { context, plainContext, plainSection } from './blocks.ts';
import { referenceOf } from './correlation.ts';
import type { ActorFor } from './desk.ts';
import { publishHome, type HomeSection } from './home.ts';
import { LIMITS } from './limits.ts';
import { onEvent, type Listener } from './listener.ts';
import { homeOpenings } from './tables.ts';
import type { SlackApi } from './web-api.ts';

export interface HomeDeps {
  readonly sections: readonly HomeSection[];
  readonly api: SlackApi;
  readonly actorFor: ActorFor;
}

/** Whoever opens App Home is shown it as it is now, and again whenever it changes in the week after. */
export function createHome(deps: HomeDeps): { readonly listener: Listener; readonly job: JobHandler } {
  return {
    listener: onEvent('app_home_opened', async (ctx, event) => {
      if (event['tab'] === 'home') await transaction(ctx, (tx) => noteOpening(tx, ctx));
    }),
    job: handleJob(publishHome, {
      run: async (ctx, { person }, lease) => {
        const actor = await deps.actorFor({ workspaceId: ctx.workspaceId, slackId: person });
        if (actor.kind === 'deactivated' || actor.kind === 'bot') return;
        const view = await homeView(deps.sections, { ...ctx, actor });
        const client = await deps.api.client(ctx.workspaceId);
        // Without the view's hash the last one wins; the lease sees to it that the last one is the newest.
        await lease.confirm();
        await client.views.publish({ user_id: person, view });
      },
    }),
  };
}

async function noteOpening(tx: Tx, ctx: Ctx): Promise<void> {
  const { workspaceId, actor, clock } = ctx;
  const openedAt = clock.now();
  await tx
    .insert(homeOpenings)
    .values({ workspaceId, slackId: actor.slackId, openedAt })
    .onConflictDoUpdate({ target: [homeOpenings.workspaceId, homeOpenings.slackId], set: { openedAt } });
  await addJob(tx, ctx, publishHome, { person: actor.slackId }, { dedupeKey: actor.slackId });
}

async function homeView(sections: readonly HomeSection[], ctx: Ctx): Promise<HomeView> {
  const inOrder = sections.toSorted((a, b) => a.order - b.order);
  const blocks: KnownBlock[] = [];
  for (const section of inOrder) blocks.push(...(await sectionBlocks(section, ctx)));
  if (blocks.length === 0)
    blocks.push(plainSection('Nothing waits for you. Type /floorwalker to see what you can do.'));
  return { type: 'home', callback_id: 'home', blocks: withinLimit(blocks) };
}

/** A part that cannot be read does not take the rest of the page with it. */
async function sectionBlocks(section: HomeSection, ctx: Ctx): Promise<readonly KnownBlock[]> {
  try {
    return await section.blocks(ctx);
  } catch (error) {
    const reference = referenceOf(ctx.correlationId);
    ctx.log.error({ err: error, order: section.order, reference }, 'a part of App Home failed');
    return [plainContext(`A part of this page could not be shown. Reference ${reference}`)];
  }
}

function withinLimit(blocks: readonly KnownBlock[]): KnownBlock[] {
  const most = LIMITS.view.blocks;
  if (blocks.length <= most) return [...blocks];
  return [
    ...blocks.slice(0, most - 1),
    context('There is more than fits here. `/case` and `/floorwalker` show the rest.'),
  ];
}
