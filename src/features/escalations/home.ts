import { transaction, type Ctx } from '../../core/context.ts';
import { may } from '../../people/permissions.ts';
import { teamsOf } from '../../people/queries.ts';
import { actions, button } from '../../slack/blocks.ts';
import type { HomeSection } from '../../slack/home.ts';
import { handOverRow } from './hand-over/messages.ts';
import { homeBlocks } from './messages/home.ts';
import { MOST_ON_HOME, promisesHome } from './promises/messages.ts';
import { ownPromises } from './promises/queries.ts';
import { ownOpenCases, teamOpenCases } from './queries.ts';
import { waitingOnMe } from './finding/waiting-on-me.ts';

/** Above all else: somebody has a customer waiting. */
export const escalateOnHome: HomeSection = {
  order: 1,
  blocks: ({ actor }) => {
    const isMember = actor.memberships.some(({ teamId }) => may(actor, 'case.raise', { teamId }));
    return Promise.resolve(
      isMember ? [actions([button('Escalate', 'case.escalate-words', { style: 'primary' })])] : [],
    );
  },
};

/** What waits for this person comes first: somebody is waiting. */
export const home: HomeSection = {
  order: 10,
  blocks: async (ctx) => {
    const waiting = await waitingOnMe(ctx, 15);
    const own = await ownOpenCases(ctx, 10);
    const open = await teamOpenCases(ctx, 15);
    const teamNames = await namesOfSeveralTeams(ctx);
    const owed = await ownPromises(ctx, MOST_ON_HOME + 1);
    const { timeZone } = ctx.actor;
    return [
      ...homeBlocks({ waiting, own: own.cases, open, teamNames, timeZone, now: ctx.clock.now() }),
      ...promisesHome(owed, timeZone),
      ...(own.cases.some(({ owner }) => owner === ctx.actor.slackId) ? [handOverRow()] : []),
    ];
  },
};

/** Of the actor's teams where there are several: with one, its name goes without saying. */
async function namesOfSeveralTeams(ctx: Ctx): Promise<ReadonlyMap<string, string>> {
  if (new Set(ctx.actor.memberships.map(({ teamId }) => teamId)).size < 2) return new Map();
  const theirs = await transaction(ctx, (tx) => teamsOf(tx, ctx));
  return new Map(theirs.map(({ team }) => [team.id, team.name]));
}
