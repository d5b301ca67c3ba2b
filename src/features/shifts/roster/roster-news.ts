import type { Ctx } from '../../../core/context.ts';
import type { Message, Outgoing } from '../../../outbox/enqueue.ts';
import { actionId } from '../../../slack/action-id.ts';
import { actions, button, section } from '../../../slack/blocks.ts';
import { clipMarkup, inline, mention } from '../../../slack/mrkdwn.ts';
import { holdersOf } from '../presence/taken-shifts.ts';
import { kindText, shortWhen, whenText } from './shift-words.ts';
import { targetValue } from '../views/targets.ts';
import { SHOW } from '../views/windows/frame.ts';
import type { MadeChange } from './shift-change.ts';
import type { ShiftRow } from './tables.ts';

/** Of one message: the others are counted. */
const MOST_LINES = 10;

/**
 * A message to each whose published shifts ahead were changed, given or taken away, saying what was and what is; nobody
 * is told what they did themselves. Comments, breaks and the like are no news.
 */
export function rosterNews(ctx: Ctx, made: readonly MadeChange[]): readonly Outgoing[] {
  const now = ctx.clock.now();
  const ahead = made.filter(({ before, after }) => after.endsAt > now || (before !== null && before.endsAt > now));
  return holdersOf(ahead)
    .filter((to) => to !== ctx.actor.slackId)
    .flatMap((to) => newsFor(ctx, to, ahead));
}

function newsFor(ctx: Ctx, to: string, made: readonly MadeChange[]): readonly Outgoing[] {
  const news = made
    .filter((change) => lineFor(to, change) !== undefined)
    .toSorted((one, other) => one.after.startsAt.getTime() - other.after.startsAt.getTime());
  const [first] = news;
  if (!first) return [];
  const lines = news.flatMap((change) => lineFor(to, change) ?? []);
  const dedupeKey = `roster-news:${first.after.id}:${first.after.version}:${to}`;
  return [{ kind: 'post', to, message: newsMessage(ctx, to, first.after, lines), dedupeKey }];
}

function newsMessage({ actor }: Ctx, to: string, first: ShiftRow, lines: readonly string[]): Message {
  const who = actor.kind === 'system' ? 'Your roster has changed' : `${mention(actor.slackId)} changed your roster`;
  const [only, ...others] = lines;
  const more = lines.length > MOST_LINES ? [`And ${lines.length - MOST_LINES} more.`] : [];
  const text =
    others.length === 0
      ? `${who}. ${only}`
      : [`${who}:`, ...lines.slice(0, MOST_LINES).map((line) => `• ${line}`), ...more].join('\n');
  const target = targetValue({ kind: 'person', slackId: to, date: first.startsLocal.slice(0, 10) });
  const toWeek = button('Show that week', actionId(SHOW, 'news'), { value: target });
  return { text: clipMarkup(text, 2900), blocks: [section(clipMarkup(text, 2900)), actions([toWeek])] };
}

function lineFor(person: string, { before, after }: MadeChange): string | undefined {
  const [was, is] = [seenOf(person, before), seenOf(person, after)];
  if (was && is) return factsText(was) === factsText(is) ? undefined : changedText(was, is);
  if (is) return `New for you: *${inline(factsText(is))}*.`;
  return was && goneText(was, after);
}

/** The shift, if that person has it and the team sees it. */
function seenOf(person: string, shift: ShiftRow | null): ShiftRow | undefined {
  return shift?.slackId === person && shift.state === 'planned' && shift.isPublished ? shift : undefined;
}

function factsText(shift: ShiftRow): string {
  return [whenText(shift), kindText(shift)].filter(Boolean).join(' · ');
}

function changedText(was: ShiftRow, is: ShiftRow): string {
  return `Your shift was ${inline(factsText(was))}; it is *${inline(factsText(is))}* now.`;
}

function goneText(was: ShiftRow, { state, isPublished, slackId }: ShiftRow): string {
  const shift = `Your shift on ${inline(shortWhen(was))}`;
  if (state === 'cancelled') return `${shift} is *cancelled*.`;
  if (!isPublished) return `${shift} is *off the roster* for now.`;
  return `${shift} is *not yours any more*: ${slackId === null ? 'it is open' : `${mention(slackId)} has it`}.`;
}
