import { eq } from 'drizzle-orm';
import { transaction } from '../../../core/context.ts';
import { localDate } from '../../../core/local-time.ts';
import { may } from '../../../people/permissions.ts';
import { teamsOf } from '../../../people/queries.ts';
import type { HomeSection } from '../../../slack/home.ts';
import { shifts } from '../roster/tables.ts';
import { waitingOnHome } from '../swaps/messages/home-rows.ts';
import { waitingForMe } from '../swaps/pages/my-swaps.ts';
import { homeRoster, MOST_NAMES, MOST_ON_HOME, SOON_MS } from './messages/home.ts';
import { listGroups } from './read-groups.ts';
import { listShifts } from './read-own.ts';

const AHEAD_MS = 14 * 86_400_000;

/** Which swaps wait for me, when do I work, and who is on now. Nothing for teams that keep no roster. */
export const home: HomeSection = {
  order: 20,
  blocks: (ctx) =>
    transaction(ctx, async (tx) => {
      const teams = (await teamsOf(tx, ctx)).map(({ team }) => team);
      if (teams.length === 0) return [];
      const { slackId, timeZone } = ctx.actor;
      const now = ctx.clock.now();
      const within = { from: now, to: new Date(now.getTime() + AHEAD_MS) };
      const own = await listShifts(tx, ctx, { ...within, which: eq(shifts.slackId, slackId) }, MOST_ON_HOME + 1);
      const groups = await listGroups(tx, ctx, {
        teamIds: teams.map(({ id }) => id),
        from: now,
        to: new Date(now.getTime() + SOON_MS),
        withDrafts: false,
        mostPeople: MOST_NAMES,
      });
      const reader = { slackId, timeZone, now, edits: new Set<string>(), hasTeams: teams.length > 1 };
      const mayImport = teams.some(({ id }) => may(ctx.actor, 'shift.import', { teamId: id }));
      const waiting = waitingOnHome(await waitingForMe(tx, ctx), slackId);
      return [...waiting, ...homeRoster({ own, groups, teams, reader, mayImport, today: localDate(now, timeZone) })];
    }),
};
