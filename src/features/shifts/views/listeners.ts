import type { ModalView } from '@slack/types';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { localDate } from '../../../core/local-time.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamFor } from '../../../people/team-of.ts';
import { type Command, onClickNow, onCommand, type Listener, type ViewPort } from '../../../slack/listener.ts';
import { openPolicy, RULES_WORDS } from '../policy/open-policy.ts';
import { openRosterForm } from '../roster/forms/commands.ts';
import { findColleagues } from './find-colleague.ts';
import { nobodyNamed, shiftHelp, unknownShiftText, whichColleague } from './messages/help.ts';
import { planningListeners } from './planning.ts';
import { readShiftText, type ShiftAsked } from './shift-text.ts';
import { showRoster } from './show-roster.ts';
import { type Target, targetOf, teamIdOf } from './targets.ts';
import { SHOW } from './windows/frame.ts';

type Found = { readonly target: Target } | { readonly message: Message };

/** What another part of the feature answers to words after `/shift`. */
export interface ShiftWord {
  readonly words: RegExp;
  readonly run: (ctx: Ctx) => Promise<Message>;
}

/** `others` come first. */
function command(others: readonly ShiftWord[]): Listener {
  return onCommand('/shift', async (ctx, typed, views) => {
    const other = others.find(({ words }) => words.test(typed.text));
    return other ? other.run(ctx) : answerShift(ctx, typed, views);
  });
}

async function answerShift(ctx: Ctx, typed: Command, views: ViewPort): Promise<Message | undefined | void> {
  const { text, surface } = typed;
  requireMay(ctx, 'team.ask-to-join', {});
  if (await openRosterForm(ctx, typed, views)) return undefined;
  if (RULES_WORDS.test(text)) return openPolicy(ctx, surface.channel, views);
  const today = localDate(ctx.clock.now(), ctx.actor.timeZone);
  const asked = readShiftText(text, today);
  if (asked.kind === 'help') return shiftHelp();
  const team = await teamFor(ctx, surface.channel);
  if (team.kind === 'none') return team.message;
  const found = await targetFor(ctx, asked, today, teamIdOf(team));
  return 'message' in found ? found.message : views.open(await showRoster(ctx, found.target));
}

/** What is meant, or what to say where nothing is. */
async function targetFor(
  ctx: Ctx,
  asked: Exclude<ShiftAsked, { kind: 'help' }>,
  today: string,
  teamId: string,
): Promise<Found> {
  if (asked.kind === 'words') return colleague(ctx, asked.words, today, unknownShiftText(asked.words));
  if (asked.kind === 'day') return { target: { kind: 'day', teamId, date: asked.date } };
  const { whose, monday } = asked;
  if (whose === 'mine') return { target: { kind: 'person', slackId: ctx.actor.slackId, date: monday } };
  if (whose === 'team') return { target: { kind: 'team', teamId, date: monday } };
  // What is over cannot be picked up any more.
  if (whose === 'open') return { target: { kind: 'open', teamId, date: monday > today ? monday : today } };
  return colleague(ctx, whose.name, monday, nobodyNamed(whose.name));
}

async function colleague(ctx: Ctx, named: string, date: string, ifNobody: Message): Promise<Found> {
  const found = await transaction(ctx, (tx) => findColleagues(tx, ctx, named));
  const [only, ...others] = found;
  if (!only) return { message: ifNobody };
  if (others.length > 0) return { message: whichColleague(named, found, date) };
  return { target: { kind: 'person', slackId: only.slackId, date } };
}

const show = onClickNow(SHOW, async (ctx, { value, surface }, views) => {
  const window = await windowOf(ctx, value);
  if (surface.view?.type === 'modal') await views.update(window);
  else await views.open(window);
});

function windowOf(ctx: Ctx, value: string): Promise<ModalView> {
  const target = targetOf(value);
  if (!target) throw new UserError('This button is out of date. Type `/shift`.');
  return showRoster(ctx, target);
}

export function viewListeners(others: readonly ShiftWord[]): readonly Listener[] {
  return [command(others), show, ...planningListeners];
}
