import type { PlainTextOption } from '@slack/types';
import { transaction, type Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { membersOf } from '../../../../people/queries.ts';
import { option } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import type { CoverPage } from '../modals/cover-form.ts';
import { restOf } from '../executions/cover-now.ts';
import { currentPolicy } from '../../policy/current-policy.ts';
import { readRoster } from '../../roster/read-roster.ts';
import { prepareRoster } from '../../rules/check-trade.ts';
import { ruleInfos } from '../../rules/rule-parameters.ts';
import { withoutRequests } from '../../rules/some-rules.ts';
import { asLeg } from '../verdicts/judge.ts';
import { mayRead } from '../verdicts/reader.ts';
import { readerAbout, verdictWords, type What, whoMayTake } from './possible.ts';
import { shiftSeen, type ShiftSeen } from './shift-seen.ts';

/** A shift that has to be covered at once, for whoever may. */
export function coverPage(ctx: Ctx, shiftId: string): Promise<CoverPage> {
  return transaction(ctx, async (tx) => {
    const { shift, ownerName } = await toCover(tx, ctx, shiftId);
    return { shift, ownerName, look: await whoMayTake(tx, ctx, restIn(ctx, shift)) };
  });
}

/** Everybody of the team by name, those first whom the rules let take it; of the others by which rule they may not. */
export function coverPeople(ctx: Ctx, shiftId: string, typed: string): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, async (tx) => {
    const { shift, team } = await toCover(tx, ctx, shiftId);
    const { found } = await whoMayTake(tx, ctx, restIn(ctx, shift));
    const legal = new Map(found.legal.map(({ person, verdict }) => [person, verdictWords(verdict)]));
    const words = typed.trim().toLowerCase();
    const members = await membersOf(tx, ctx, team.id);
    const others = uniqueBy(
      members.filter(({ slackId, name }) => slackId !== shift.slackId && name.toLowerCase().includes(words)),
    );
    const isLegal = ({ slackId }: { readonly slackId: string }) => (legal.has(slackId) ? 0 : 1);
    const shown = others.toSorted((one, other) => isLegal(one) - isLegal(other)).slice(0, LIMITS.options.select);
    const denied = shown.map(({ slackId }) => slackId).filter((slackId) => !legal.has(slackId));
    const why = await whyNotThey(tx, ctx, shift, denied);
    return shown.map(({ slackId, name }) => option(name, slackId, legal.get(slackId) ?? why.get(slackId)));
  });
}

/** By which rule each of these people may not cover it, as far as that is for the actor to read. */
async function whyNotThey(
  tx: Tx,
  ctx: Ctx,
  shift: ShiftSeen['shift'],
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map();
  const policy = withoutRequests(await currentPolicy(tx, ctx, shift.teamId));
  const around = { from: shift.startsAt.getTime(), to: shift.endsAt.getTime() };
  const known = [...people, ...(shift.slackId === null ? [] : [shift.slackId])];
  const roster = prepareRoster(
    await readRoster(tx, ctx, { teamId: shift.teamId, people: known, around, policy }),
    policy,
  );
  const reader = readerAbout(ctx, { shift });
  const now = ctx.clock.now();
  return new Map(
    people.map((person) => {
      const { findings } = roster.check([asLeg(restOf(shift, person, now))]);
      const denying = findings.filter(({ severity }) => severity === 'deny');
      const first = denying.find((finding) => mayRead(reader, finding));
      return [person, first ? `Not allowed: ${ruleInfos[first.rule].name}` : 'Not allowed: only a manager sees why'];
    }),
  );
}

function toCover(tx: Tx, ctx: Ctx, shiftId: string): Promise<ShiftSeen> {
  return shiftSeen(tx, ctx, shiftId, { own: 'swap.cover', others: 'swap.cover' });
}

/** What a cover would be about, so that it is judged as that would be. */
function restIn(ctx: Ctx, shift: ShiftSeen['shift']): What {
  const { fromAt: from, toAt: to, isPart } = restOf(shift, '', ctx.clock.now());
  return { shift, isCover: true, ...(isPart && { part: { from, to } }) };
}

/** Somebody may be on a team in two roles. */
function uniqueBy<Item extends { readonly slackId: string }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.slackId, item])).values()];
}
