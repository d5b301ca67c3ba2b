import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { section } from '../../../slack/blocks.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { nameOf } from '../library/hold-policy.ts';
import { openButtons } from '../library/open-buttons.ts';
import type { Publication } from '../library/publication.ts';
import type { Published } from '../library/publish.ts';
import { neverOut } from '../library/write-policy.ts';
import { countsFromText } from '../library/words.ts';

/** Whoever owns policies that say something else by files of somebody else reads which: one message for all of theirs. */
export async function ownersTold(tx: Tx, ctx: Ctx, all: readonly Published[]): Promise<readonly Outgoing[]> {
  const changed = all.filter(({ before }) => !neverOut(before.policy)).map(({ publication }) => publication);
  const owners = new Set(changed.map(({ policy }) => policy.owner).filter((owner) => owner !== ctx.actor.slackId));
  if (owners.size === 0) return [];
  const who = inline(await nameOf(tx, ctx, ctx.actor.slackId));
  return [...owners].map((to) => {
    const theirs = changed.filter(({ policy }) => policy.owner === to);
    const text = toldText(who, theirs, ctx.clock.now());
    const message = { text, blocks: [section(text), ...openButtons(theirs.map(({ policy }) => policy))] };
    return { kind: 'post', to, dedupeKey: `policy-revision:${theirs[0]?.revision.id}:imported`, message };
  });
}

function toldText(who: string, theirs: readonly Publication[], now: Date): string {
  const names = theirs.map(
    ({ revision, team }) =>
      `*${inline(revision.title)}*, revision ${revision.number}${countsFromText(revision, team, now)}`,
  );
  const what = theirs.length === 1 ? 'a policy of yours' : `${theirs.length} of your policies`;
  return `${who} has published ${what} from a file: ${names.join('; ')}.`;
}
