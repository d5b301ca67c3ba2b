import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { addDays, localDate, timeOfDay, toInstant } from '../../../core/local-time.ts';
import { actions, button, plainContext, section } from '../../../slack/blocks.ts';
import { modal } from '../../../slack/modal.ts';
import { othersIds } from '../library/ids.ts';
import { type Span, spansOf } from '../library/lifecycle.ts';
import { type KeptPolicy, requirePolicy, revisionsOf } from '../library/reading/read-policy.ts';
import type { PolicyRevision } from '../library/tables.ts';
import { dateText, dayText } from '../library/words.ts';
import { blocksOf } from '../text/showing/blocks.ts';
import { dayMenu } from './history-window.ts';
import { historyIds as ids } from './ids.ts';
import { onDay, type OnDay } from './on-day.ts';
import { titleBlock } from '../library/windows/window-parts.ts';

/** What a policy said on a local day of the team that keeps it. */
export interface SaidOn extends KeptPolicy {
  readonly date: string;
  /** The local date of today. */
  readonly today: string;
  readonly said: OnDay<PolicyRevision>;
}

/**
 * Only published revisions count, so a draft is never in the answer, whoever asks. Of a day without a year the coming one is meant
 * where a change is planned until then, or where the policy is younger than the last such.
 */
export function saidOn(ctx: Ctx, policyId: string, asked: string, coming?: string): Promise<SaidOn> {
  const isDate = (day: string) => z.iso.date().safeParse(day).success;
  if (!isDate(asked) || !isDate(coming ?? asked)) throw new UserError('Choose a date.');
  return transaction(ctx, async (tx) => {
    const kept = await requirePolicy(tx, ctx, policyId);
    const revisions = await revisionsOf(tx, ctx, policyId);
    const { policy, team } = kept;
    const spans = spansOf(revisions, policy.archivedAt);
    const today = localDate(ctx.clock.now(), team.timeZone);
    const changes = spans.flatMap(({ from, until }) => [from, ...(until ? [until] : [])]);
    const changesBy = (day: string) =>
      changes.some((at) => at > ctx.clock.now() && localDate(at, team.timeZone) <= day);
    const isYounger = onDay(spans, asked, team.timeZone).kind === 'not-yet';
    const date = coming !== undefined && (isYounger || changesBy(coming)) ? coming : asked;
    return { ...kept, date, today, said: onDay(spans, date, team.timeZone) };
  });
}

export function saidOnWindow(said: SaidOn): ModalView {
  const { policy, date } = said;
  return modal({
    callbackId: ids.saidOn,
    title: 'What it said',
    privateMetadata: JSON.stringify({ policyId: policy.id }),
    blocks: [
      titleBlock(policy.title),
      dayMenu(date),
      section(saidText(said)),
      ...textBlocks(said),
      actions([button('‹ History', othersIds.history, { value: policy.id })]),
    ],
  });
}

/** Pure: the answer in a sentence. */
export function saidText(page: SaidOn): string {
  const { said, date, today, team } = page;
  const tense = tenseOf(date, today);
  if (said.kind === 'not-yet') return notYetText(page, said.first, tense);
  if (said.kind === 'ended') return endedText(page, said.last, tense);
  const end = toInstant(addDays(date, 1), 0, team.timeZone);
  const counts = countedText(said.spans, { timeZone: team.timeZone, tense, end });
  return `${tense === 'ahead' ? 'As planned now, on' : 'On'} ${dateText(date)} ${counts}`;
}

/** What is planned by now exists, and counts later. */
function notYetText({ date, today, team }: SaidOn, first: Span<PolicyRevision> | undefined, tense: Tense): string {
  if (!first) return `On ${dateText(date)} *it did not exist yet*.`;
  const isPlanned = localDate(first.from, team.timeZone) > today;
  const yet = isPlanned ? `*nothing ${VERBS[tense]} yet*` : '*it did not exist yet*';
  return `On ${dateText(date)} ${yet}. It counts from ${dayText(first.from, team)}.`;
}

function endedText({ policy, date, today, team }: SaidOn, last: Span<PolicyRevision>, tense: Tense): string {
  const lastDay = last.until ? localDate(new Date(last.until.getTime() - 1), team.timeZone) : date;
  const verb = lastDay < today ? 'ended' : 'ends';
  const how = isArchive(policy, last) ? 'was archived' : verb;
  return `On ${dateText(date)} *nothing ${VERBS[tense]}*: it ${how} on ${dateText(lastDay)}.`;
}

type Tense = 'past' | 'today' | 'ahead';
const VERBS: Record<Tense, string> = { past: 'counted', today: 'counts', ahead: 'will count' };

function tenseOf(date: string, today: string): Tense {
  if (date === today) return 'today';
  return date < today ? 'past' : 'ahead';
}

function isArchive({ archivedAt }: KeptPolicy['policy'], { until }: Span<PolicyRevision>): boolean {
  return archivedAt !== null && Number(archivedAt) === Number(until);
}

interface CountedDay {
  readonly timeZone: string;
  readonly tense: Tense;
  readonly end: Date;
}

/** What counted on a day, with the times at which it changed or came to its end. */
function countedText(spans: readonly Span<PolicyRevision>[], { timeZone, tense, end }: CountedDay): string {
  const [first, ...later] = spans.map(({ revision, from }) => ({ number: revision.number, from }));
  const until = spans.at(-1)?.until ?? end;
  const changes = later.map(({ number, from }) => `from ${timeOfDay(from, timeZone)} on revision ${number}`);
  const ends = until < end ? [`until ${timeOfDay(until, timeZone)}`] : [];
  const verb = tense === 'today' && (ends.length > 0 || later.length > 0) ? VERBS.past : VERBS[tense];
  return [`*revision ${first?.number} ${verb}*`, ...changes, ...ends].join(', ').concat('.');
}

function textBlocks({ said }: SaidOn): KnownBlock[] {
  if (said.kind === 'not-yet') return [];
  if (said.kind === 'ended') return [actions([readButton(said.last.revision)])];
  const last = said.spans.at(-1);
  if (!last) return [];
  const { title, markdown } = last.revision;
  const { blocks, isWhole } = blocksOf(markdown, { surface: 'view', title, maxBlocks: 20, maxCharacters: 2500 });
  return [
    ...blocks,
    ...(isWhole ? [] : [plainContext(`It goes on: press Read revision ${last.revision.number}.`)]),
    actions(said.spans.map(({ revision }) => readButton(revision))),
  ];
}

function readButton({ id, number }: PolicyRevision) {
  return button(`Read revision ${number}`, `${othersIds.read}:${number}`, { value: id });
}
