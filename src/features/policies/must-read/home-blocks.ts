import type { KnownBlock } from '@slack/types';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import { actions, button, context, section } from '../../../slack/blocks.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { visibleTo } from '../library/reading/policies-visible-to.ts';
import { isItsPolicy } from '../library/reading/read-policy.ts';
import { policies, policyRevisions } from '../library/tables.ts';
import { mustReadIds as ids } from './ids.ts';
import { isToBeRead } from './read-must-read.ts';
import { acknowledgements, mustReads } from './tables.ts';
import { dueText } from './words.ts';

const SHOWN = 5;

/** What this person has to read, the most urgent first. */
export async function mustReadHomeBlocks(ctx: Ctx): Promise<readonly KnownBlock[]> {
  if (ctx.actor.kind !== 'full' || ctx.actor.memberships.length === 0) return [];
  const waiting = await waitingToRead(ctx);
  if (waiting.length === 0) return [];
  const rows = waiting.slice(0, SHOWN).flatMap(({ id, title, dueAt }) => {
    const late = dueAt <= ctx.clock.now() ? 'was to be read' : 'to be read';
    return [
      section(`:eyes: *${inline(title)}*, ${late} by ${dueText(dueAt, ctx.actor.timeZone)}`),
      actions([
        button('Read all', `${ids.read}:${id}`, { value: `${id}:0`, spoken: `Read ${title}` }),
        button('I have read this', `${ids.acknowledge}:${id}`, { value: id, spoken: `I have read ${title}` }),
      ]),
    ];
  });
  const rest = waiting.length - SHOWN;
  return [...rows, ...(rest > 0 ? [context(`And ${rest} more: type \`/policy must-read\`.`)] : [])];
}

export interface Waiting {
  readonly id: string;
  readonly title: string;
  readonly dueAt: Date;
}

/** At most fifty. */
export function waitingToRead(ctx: Ctx): Promise<readonly Waiting[]> {
  return transaction(ctx, (tx) =>
    tx
      .select({ id: mustReads.id, title: policyRevisions.title, dueAt: acknowledgements.dueAt })
      .from(acknowledgements)
      .innerJoin(
        mustReads,
        and(
          eq(mustReads.workspaceId, acknowledgements.workspaceId),
          eq(mustReads.id, acknowledgements.mustReadId),
          isNull(mustReads.endedAt),
        ),
      )
      .innerJoin(policyRevisions, isToBeRead)
      .innerJoin(policies, isItsPolicy)
      .where(
        and(
          eq(acknowledgements.workspaceId, ctx.workspaceId),
          eq(acknowledgements.slackId, ctx.actor.slackId),
          isNull(acknowledgements.acknowledgedAt),
          isNull(acknowledgements.excusedAt),
          visibleTo(ctx.actor),
        ),
      )
      .orderBy(asc(acknowledgements.dueAt), asc(mustReads.id))
      .limit(50),
  );
}
