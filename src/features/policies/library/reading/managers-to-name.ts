import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { managersToAsk } from '../../../../people/managers-to-ask.ts';
import { peopleByIds } from '../../../../people/queries.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';

const MOST_NAMES = 2;

/** ` Ask Maya or Iris.`, as markup, or nothing where the team has no manager: they may give every order. */
export async function askManagers(tx: Tx, ctx: Ctx, teamId: string): Promise<string> {
  const slackIds = (await managersToAsk(tx, ctx, teamId)).slice(0, MOST_NAMES);
  const known = await peopleByIds(tx, ctx, slackIds);
  const names = slackIds.map((slackId) => inline(clip(known.get(slackId)?.name ?? 'a manager', 60)));
  return names.length > 0 ? ` Ask ${names.join(' or ')}.` : '';
}
