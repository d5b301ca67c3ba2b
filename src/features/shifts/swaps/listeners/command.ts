import { transaction, type Ctx } from '../../../../core/context.ts';
import { localDate } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { teamFor } from '../../../../people/team-of.ts';
import { onClickNow, onCommand, type Listener, type ViewPort } from '../../../../slack/listener.ts';
import { openPolicy, RULES_WORDS } from '../../policy/open-policy.ts';
import { findColleagues } from '../../views/find-colleague.ts';
import { showRoster } from '../../views/show-roster.ts';
import { teamIdOf } from '../../views/targets.ts';
import { swapHelp, whoIsMeant } from '../messages/help.ts';
import { shortWhen } from '../../roster/shift-words.ts';
import { emptyPostForm } from '../modals/post-fields.ts';
import { postModal } from '../modals/post-form.ts';
import { readDay } from '../../../../core/typed-day.ts';
import { otherShiftsModal, ownShiftsModal } from '../modals/shifts.ts';
import { postPage } from '../pages/post-page.ts';
import { nextShiftsOf } from '../pages/shift-seen.ts';
import { show } from './values.ts';
import { overview } from './windows.ts';

/** `/swap`: what waits for me, my shifts of a day, what is open, or the shifts of somebody for whom I plan. */

const MOST = 30;

const command = onCommand('/swap', async (ctx, { text, surface }, views): Promise<Message | void> => {
  requireMay(ctx, 'team.ask-to-join', {});
  const asked = text.toLowerCase();
  if (asked === 'help') return swapHelp();
  if (RULES_WORDS.test(asked)) return openPolicy(ctx, surface.channel, views);
  const team = await teamFor(ctx, surface.channel);
  if (team.kind === 'none') return team.message;
  if (asked === '' || asked === 'mine') return views.open(await overview(ctx));
  const today = localDate(ctx.clock.now(), ctx.actor.timeZone);
  if (asked === 'open') return views.open(await showRoster(ctx, { kind: 'open', teamId: teamIdOf(team), date: today }));
  const date = readDay(asked, today);
  return date === undefined ? forColleague(ctx, text, views) : ownDay(ctx, date, views);
});

/** The form at once where there is one shift on that day, else the choice. */
async function ownDay(ctx: Ctx, date: string, views: ViewPort): Promise<Message | void> {
  const mine = await transaction(ctx, (tx) => nextShiftsOf(tx, ctx, ctx.actor.slackId, { most: MOST }));
  const onDay = mine.filter(({ startsLocal }) => startsLocal.startsWith(date));
  const [only] = onDay;
  const [next] = mine;
  if (only === undefined) {
    const then = next ? ` Your next one: ${shortWhen(next)}.` : '';
    return { text: `You have no shift to come that starts on that day.${then}` };
  }
  if (onDay.length > 1) return views.open(ownShiftsModal(onDay));
  const form = emptyPostForm(only.id);
  return views.open(postModal(await postPage(ctx, form), form));
}

/** Whoever plans for others asks for them, and has their shifts covered. */
async function forColleague(ctx: Ctx, typed: string, views: ViewPort): Promise<Message | void> {
  const named = /^<@([UW][A-Z0-9]+)/.exec(typed)?.[1] ?? typed.replace(/^@/, '');
  const found = await transaction(ctx, (tx) => findColleagues(tx, ctx, named));
  const [one, ...others] = found;
  if (!one) return swapHelp(typed);
  if (others.length > 0) return whoIsMeant(found.map(({ name }) => name));
  if (one.slackId === ctx.actor.slackId) return views.open(await overview(ctx));
  const planned = ctx.actor.memberships.filter(({ role }) => role !== 'agent').map(({ teamId }) => teamId);
  if (planned.length === 0) return { text: 'Only leads, managers and directors ask for swaps of others.' };
  const which = { most: MOST, teamIds: planned, withRunning: true };
  const theirs = await transaction(ctx, (tx) => nextShiftsOf(tx, ctx, one.slackId, which));
  return views.open(otherShiftsModal(one.name, theirs, ctx.clock.now()));
}

/** The same as `/swap`, from App Home. */
const mine = onClickNow('swap.mine', async (ctx, { surface }, views) => show(views, surface, await overview(ctx)));

export const commandListeners: readonly Listener[] = [command, mine];
