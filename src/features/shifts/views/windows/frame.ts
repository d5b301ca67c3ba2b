import type { ActionsBlock, ActionsBlockElement, KnownBlock, ModalView, StaticSelect } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, option, plain, plainContext } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { modal } from '../../../../slack/modal.ts';
import { oneLine } from '../../../../slack/mrkdwn.ts';
import { movedTo, type Target, targetValue } from '../targets.ts';

/** Shows another part of the roster in the same window; the value says which. */
export const SHOW = 'shift.show';
/** The window itself; its metadata is the value of what it shows. */
export const ROSTER = 'shift.roster';
/** The actions of those who change the roster; the value is a shift, or a team. */
export const editing = { edit: 'shift.edit', add: 'shift.add', import: 'shift.import' } as const;

/** What the windows of the roster have around them. */
export interface Frame {
  readonly target: Target;
  readonly title: string;
  /** The reader's teams, where there are several to choose from. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly before: readonly [label: string, date: string];
  readonly after: readonly [label: string, date: string];
  /** The other way to see it: the whole week, one's own. */
  readonly also: readonly (readonly [label: string, target: Target])[];
}

/** A window with its way to what is before and after on top; what does not fit is cut, and said to be. */
export function rosterWindow(
  frame: Frame,
  blocks: readonly KnownBlock[],
  below: readonly KnownBlock[] = [],
): ModalView {
  const room = LIMITS.view.blocks - below.length - 2 - ROOM_TO_SAY;
  const cut = blocks.length > room ? [...blocks.slice(0, room - 1), plainContext(TOO_MUCH)] : blocks;
  return modal({
    callbackId: ROSTER,
    title: oneLine(frame.title),
    privateMetadata: targetValue(frame.target),
    blocks: [wayAround(frame), ...cut, ...below],
  });
}

/** What the last click came to goes on top. */
const ROOM_TO_SAY = 4;
const TOO_MUCH = 'There is more than fits here. A day shows everybody: /shift today.';

function wayAround({ target, before, after, also, teams }: Frame): ActionsBlock {
  const go = (label: string, to: Target, name: string) =>
    button(label, actionId(SHOW, name), { value: targetValue(to) });
  const elements: ActionsBlockElement[] = [
    go(`‹ ${before[0]}`, movedTo(target, before[1]), 'before'),
    go(`${after[0]} ›`, movedTo(target, after[1]), 'after'),
    ...also.map(([label, to], index) => go(label, to, `also-${index}`)),
    ...(target.kind !== 'person' && teams.length > 1 ? [teamChoice(target, teams)] : []),
  ];
  return actions(elements, `roster-${targetValue(target)}`);
}

function teamChoice(target: Exclude<Target, { kind: 'person' }>, teams: Frame['teams']): StaticSelect {
  const options = teams
    .slice(0, LIMITS.options.select)
    .map(({ id, name }) => option(name, targetValue({ ...target, teamId: id })));
  const initial = options.find(({ value }) => value === targetValue(target));
  return {
    type: 'static_select',
    action_id: actionId(SHOW, 'team'),
    placeholder: plain('Another team', LIMITS.input.placeholder),
    options,
    ...(initial && { initial_option: initial }),
  };
}
