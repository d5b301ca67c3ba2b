import type { PlainTextOption } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { isCalled } from '../../../../people/person.ts';
import { type Member, membersOf, peopleByIds } from '../../../../people/queries.ts';
import { option } from '../../../../slack/blocks.ts';
import { passageOptionsIn } from '../../look-up/finding/passage-options.ts';
import { askersOf, gapById } from '../read-gap.ts';

/** Slack takes no more options. */
const MOST_PEOPLE = 100;

/** Passages that the actor may read, by what was typed, else by the question that is open in the form. */
export function passagesToName(
  ctx: Ctx,
  typed: string,
  { gapId = '', question }: { readonly gapId?: string | undefined; readonly question?: string | undefined },
): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, async (tx) => {
    const asked = question ?? (await gapById(tx, ctx, gapId))?.gap.question ?? '';
    return passageOptionsIn(tx, ctx, typed, asked);
  });
}

/** People of the gap's team who may be handed it: not its owner, nor who asks it. */
export function peopleOptions(ctx: Ctx, typed: string, gapId: string): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, async (tx) => {
    const about = await gapById(tx, ctx, gapId);
    if (!about) return [];
    const askers = await askersOf(tx, ctx, gapId);
    const not = new Set([about.gap.owner, ...askers.map(({ slackId }) => slackId)]);
    const able = (await membersOf(tx, ctx, about.team.id)).filter(({ slackId }) => !not.has(slackId));
    const unique = new Map(able.map((member) => [member.slackId, member]));
    const known = await peopleByIds(tx, ctx, [...unique.keys()]);
    const isMeant = ({ slackId }: Member): boolean => {
      const person = known.get(slackId);
      return person !== undefined && isCalled(person, typed.trim());
    };
    const meant = [...unique.values()].filter(isMeant).slice(0, MOST_PEOPLE);
    return meant.map(({ slackId, name, role }) => option(`${name} · ${role}`, slackId));
  });
}
