import type { KnownBlock, ModalView } from '@slack/types';
import { day } from '../../../../core/local-time.ts';
import { button, context, section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { turning } from '../../library/windows/window-parts.ts';
import { countText } from '../readers/counts.ts';
import { dayOf, lastDayOf } from '../last-day.ts';
import { mustReadIds as ids } from '../ids.ts';
import type { ListedMustRead, MustReadList } from '../must-read-list.ts';

/** *Must-reads* of the teams in which somebody decides. */
export function mustReadsWindow({ asks, rows, ...at }: MustReadList): ModalView {
  const how = asks
    ? 'Open a policy and press *Have people read it*, or type `/policy must-read` and its title.'
    : 'Managers and directors of the team that keeps it can ask for that.';
  const none = context(`Nobody was asked to read a policy yet. ${how}`);
  const blocks = rows.length === 0 ? [none] : rows.map(rowBlock);
  return modal({ callbackId: ids.list, title: 'Must-reads', blocks: [...blocks, ...turning(ids.list, at)] });
}

function rowBlock({ mustRead, title, number, timeZone, teamName, count }: ListedMustRead): KnownBlock {
  const last = dayOf(lastDayOf(mustRead.deadlineAt, timeZone));
  const when = mustRead.endedAt ? `Ended ${day(mustRead.endedAt, timeZone)}` : `By ${last}`;
  const text = `*${inline(title)}*, revision ${number}: ${countText(count)}\n${when} · ${inline(teamName)}`;
  return section(text, button('Open', `${ids.open}:${mustRead.id}`, { value: mustRead.id, spoken: `Open ${title}` }));
}
