import type { KnownBlock } from '@slack/types';
import { inNaturalOrder } from '../../../../core/natural-order.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, context, divider, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { clipMarkup, inline } from '../../../../slack/mrkdwn.ts';
import { type Count, countText } from '../readers/counts.ts';
import { mustReadIds as ids } from '../ids.ts';
import type { Quote } from '../asking/quote.ts';
import type { Report, TeamReport } from '../readers/report.ts';
import type { MustRead } from '../tables.ts';
import { dayOf, lastDayOf } from '../last-day.ts';
import { haveRead, laterText, namesText, standText } from '../words.ts';

interface About {
  readonly mustRead: Pick<MustRead, 'id' | 'deadlineAt' | 'nudgedAt' | 'endedAt'>;
  readonly revision: { readonly title: string; readonly number: number };
  readonly team: { readonly timeZone: string };
}

/** A message that is longer is not read; the page has them all. */
const MOST_NAMES = 30;

/** One that is summed up, and how it stands for whoever is told. */
export interface SummedUp extends About {
  readonly report: Report;
}

/** What one message fits. */
export const MOST_SUMMED_UP = 8;

/**
 * After the deadline: the totals, who is missing, and one thing to do about it, until that is done or it has ended. Several
 * at the same time are one message.
 */
export function summaryMessage(summedUp: readonly SummedUp[]): Message {
  const ordered = summedUp.toSorted(
    (a, b) =>
      Number(a.mustRead.deadlineAt) - Number(b.mustRead.deadlineAt) ||
      inNaturalOrder(a.revision.title, b.revision.title),
  );
  return {
    text: clipMarkup(ordered.map((one) => summaryText(one)).join(' '), LIMITS.message.text),
    blocks: ordered.flatMap((one, index) => between(index).concat(summaryBlocks(one))),
  };
}

function between(index: number): readonly KnownBlock[] {
  return index > 0 ? [divider()] : [];
}

function summaryText(one: SummedUp): string {
  const { revision, report } = one;
  const later = report.later ? ` ${laterText(report.later)}.` : '';
  return `*${inline(revision.title)}*: ${standText(report)}. The deadline was ${lastDay(one)}.${later}`;
}

/** Of one of them. */
export function summaryBlocks(one: SummedUp): readonly KnownBlock[] {
  const { mustRead, revision, report } = one;
  const { id, nudgedAt, endedAt } = mustRead;
  const isAll = report.total.read === report.total.of;
  const open = button('Open', actionId(ids.open, id), { value: id, spoken: `Open ${revision.title}` });
  const remind = button('Remind them once more', actionId(ids.remind, id), { value: id, style: 'primary' });
  return [
    section(summaryText(one)),
    ...teamLines(report),
    actions([...(isAll || nudgedAt || endedAt ? [] : [remind]), open]),
    ...settled(mustRead),
  ];
}

function settled({ nudgedAt, endedAt }: About['mustRead']): KnownBlock[] {
  if (endedAt) return [context('It has ended: nobody has to read it any more.')];
  return nudgedAt ? [context('Those who were missing are reminded once more.')] : [];
}

function lastDay({ mustRead, team }: About): string {
  return dayOf(lastDayOf(mustRead.deadlineAt, team.timeZone));
}

function teamLines({ teams }: Report): KnownBlock[] {
  const lines = teams.flatMap((team) => teamLine(team, teams.length > 1));
  return lines.length > 0 ? [section(lines.join('\n'))] : [];
}

function teamLine({ name, count, missing, later }: TeamReport, isNamed: boolean): readonly string[] {
  const counted = isNamed ? [`*${inline(name)}*: ${countText(count)}`] : [];
  return [...counted, ...namesLine('Still missing', missing), ...namesLine('Joined later', later)];
}

function namesLine(what: string, names: readonly string[] = []): readonly string[] {
  return names.length > 0 ? [`${what}: ${namesText(names, MOST_NAMES)}`] : [];
}

/** The policy has changed while people had to read what it said before. */
export function changedMessage(
  { mustRead, revision }: Pick<About, 'mustRead' | 'revision'>,
  read: Count,
  newer: { readonly policyId: string; readonly title: string; readonly number: number },
  changes: Quote,
): Message {
  const text = `*${inline(newer.title)}* has changed: revision ${newer.number} counts now, so nobody has to read revision ${revision.number} any more. ${haveRead(read, countText(read))}.`;
  const again = button('Ask them again …', ids.ask, { value: `${newer.policyId}:${mustRead.id}`, style: 'primary' });
  return { text, blocks: [section(text), ...changes.blocks, actions([again])] };
}
