import type { ActionsBlockElement, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, header, option, plain, plainContext } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import type { ListedAbsence } from '../read-own.ts';
import type { ShiftGroup } from '../read-groups.ts';
import { namesText, timesIn } from '../roster-lines.ts';
import { editing } from './frame.ts';
import { groupLines } from './team-week.ts';

/** A day of a team: everybody on it, of today first who is on now and who comes next. */

export interface TeamDay {
  readonly teamId: string;
  readonly groups: readonly ShiftGroup[];
  /** Of the team's people, where the reader plans its roster. */
  readonly away: readonly ListedAbsence[];
  readonly zone: string;
  readonly readerZone: string;
  readonly now: Date;
  readonly isToday: boolean;
}

export function teamDayBlocks(day: TeamDay): readonly KnownBlock[] {
  const { groups, isToday, now } = day;
  if (groups.length === 0) return [plainContext('Nobody is on the roster that day.'), ...awayBlocks(day)];
  if (!isToday) return [...groupLines(groups, day), ...awayBlocks(day)];
  const isOn = ({ startsAt, endsAt }: ShiftGroup) => startsAt <= now && now < endsAt;
  return [
    ...under('On now', groups.filter(isOn), day, 'Nobody is on now.'),
    ...under(
      'Later today',
      groups.filter(({ startsAt }) => startsAt > now),
      day,
    ),
    ...under(
      'Earlier today',
      groups.filter(({ endsAt }) => endsAt <= now),
      day,
    ),
    ...awayBlocks(day),
  ];
}

function under(heading: string, groups: readonly ShiftGroup[], day: TeamDay, ifNone?: string): readonly KnownBlock[] {
  if (groups.length > 0) return [header(heading), ...groupLines(groups, day)];
  return ifNone === undefined ? [] : [header(heading), plainContext(ifNone)];
}

function awayBlocks({ away }: TeamDay): readonly KnownBlock[] {
  const names = [...new Set(away.map(({ name }) => name))];
  return names.length > 0 ? [plainContext(`Away: ${namesText(names.slice(0, 60), names.length)}`)] : [];
}

/** For those who plan: change a shift of this day, add one, import a roster. */
export function planningRow(
  { teamId, groups, zone }: Pick<TeamDay, 'teamId' | 'groups' | 'zone'>,
  mayImport: boolean,
): KnownBlock {
  const elements: ActionsBlockElement[] = [
    ...editChoice(groups, zone),
    button('Add a shift', editing.add, { value: teamId }),
    ...(mayImport ? [button('Import', editing.import, { value: teamId })] : []),
  ];
  return actions(elements, 'roster-planning');
}

/** As many as a menu holds; the others are changed from the shifts of a person. */
function editChoice(groups: readonly ShiftGroup[], zone: string): readonly StaticSelect[] {
  const options = groups.slice(0, LIMITS.options.select).flatMap((group) => optionsOf(group, zone));
  if (options.length === 0) return [];
  return [
    {
      type: 'static_select',
      action_id: actionId(editing.edit, 'choice'),
      placeholder: plain('Change a shift', LIMITS.input.placeholder),
      options: options.slice(0, LIMITS.options.select),
    },
  ];
}

function optionsOf(group: ShiftGroup, zone: string): readonly PlainTextOption[] {
  const times = timesIn(group, zone);
  return group.people.map(({ shiftId, name }) =>
    option(`${times} ${group.isOpen ? 'open' : (name ?? '–')}`, shiftId, group.type ?? undefined),
  );
}
