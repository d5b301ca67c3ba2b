import type { KnownBlock } from '@slack/types';
import { day } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, context, section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { type Count, countText } from '../counts.ts';
import { mustReadIds as ids } from '../ids.ts';
import type { Quote } from '../quote.ts';
import type { Report, TeamReport } from '../report.ts';
import type { MustRead } from '../tables.ts';
import { haveRead, namesText } from '../words.ts';

interface About {
  readonly mustRead: Pick<MustRead, 'id' | 'deadlineAt' | 'nudgedAt' | 'endedAt'>;
  readonly revision: { readonly title: string; readonly number: number };
  readonly team: { readonly timeZone: string };
}

/** A message that is longer is not read; the page has them all. */
const MOST_NAMES = 30;

/** After the deadline: the totals, who is missing, and one thing to do about it, until that is done or it has ended. */
export function summaryMessage(kept: About, report: Report): Message {
  const { mustRead, revision } = kept;
  const isAll = report.total.read === report.total.of;
  const text = `*${inline(revision.title)}*: ${haveRead(report.total, countText(report.total))}. The deadline was ${lastDay(kept)}.`;
  const open = button('Open', ids.open, { value: mustRead.id, spoken: `Open ${revision.title}` });
  const remind = button('Remind them once more', ids.remind, { value: mustRead.id, style: 'primary' });
  return {
    text,
    blocks: [
      section(text),
      ...teamLines(report),
      actions([...(isAll || mustRead.nudgedAt || mustRead.endedAt ? [] : [remind]), open]),
      ...settled(mustRead),
    ],
  };
}

function settled({ nudgedAt, endedAt }: About['mustRead']): KnownBlock[] {
  if (endedAt) return [context('It has ended: nobody has to read it any more.')];
  return nudgedAt ? [context('Those who were missing are reminded once more.')] : [];
}

function lastDay({ mustRead, team }: About): string {
  return day(new Date(mustRead.deadlineAt.getTime() - 60_000), team.timeZone);
}

function teamLines({ teams }: Report): KnownBlock[] {
  const lines = teams.flatMap((team) => teamLine(team, teams.length > 1));
  return lines.length > 0 ? [section(lines.join('\n'))] : [];
}

function teamLine({ name, count, missing }: TeamReport, isNamed: boolean): readonly string[] {
  const names = missing && missing.length > 0 ? [`Still missing: ${namesText(missing, MOST_NAMES)}`] : [];
  return [...(isNamed ? [`*${inline(name)}*: ${countText(count)}`] : []), ...names];
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
