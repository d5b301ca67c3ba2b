import type { KnownBlock } from '@slack/types';
import { type Ctx, transaction } from '../core/context.ts';
import type { HelpEntry, TeamSetting } from '../feature.ts';
import type { Message } from '../outbox/enqueue.ts';
import { actions, button, context, divider, header, section } from '../slack/blocks.ts';
import { LIMITS } from '../slack/limits.ts';
import { channelLink, clipMarkup, code, inline } from '../slack/mrkdwn.ts';
import { botFor } from './installation.ts';
import { ids, notOnATeamMessage } from './messages.ts';
import { myHoursId } from './my-hours/modals.ts';
import { FULL_ACCOUNTS_ONLY, may } from './permissions.ts';
import { type TeamAndRole, allTeams, teamsOf } from './queries.ts';
import { settingsFor } from './settings.ts';
import type { Team } from './tables.ts';

/** What somebody sees of the teams: their own, those they may change, and whether they may set up another. */
export interface TeamsInSight {
  readonly own: readonly TeamAndRole[];
  readonly all: readonly Team[];
  readonly editable: readonly Team[];
  /** Ids of the teams of which they may change any setting. */
  readonly adjustable: ReadonlySet<string>;
  readonly maySetUp: boolean;
  /** Who has no full account is on no team, and can be added to none. */
  readonly mayJoin: boolean;
}

export async function teamsInSight(ctx: Ctx, settings: readonly TeamSetting[]): Promise<TeamsInSight> {
  const installation = await botFor(ctx.db, ctx.workspaceId);
  return transaction(ctx, async (tx) => {
    const all = await allTeams(tx, ctx);
    const adjustable = all.filter((team) => settingsFor(ctx.actor, team.id, settings).length > 0);
    return {
      own: await teamsOf(tx, ctx),
      all,
      editable: all.filter((team) => may(ctx.actor, 'team.edit', { teamId: team.id })),
      adjustable: new Set(adjustable.map((team) => team.id)),
      maySetUp: may(ctx.actor, 'team.set-up', { installedBy: installation?.installedBy ?? null }),
      mayJoin: ctx.actor.kind === 'full',
    };
  });
}

/** My teams, and everything one can type or press. `note` comes first. */
export function hubMessage(sight: TeamsInSight, help: readonly HelpEntry[], note?: string): Message {
  const lines = help.map(({ how, what }) => `${how.startsWith('/') ? code(how) : `*${inline(how)}*`}: ${inline(what)}`);
  const mine = sight.own.map(({ team, role }) => `${inline(team.name)} (${role})`).join(', ');
  const spoken = [...(note ? [inline(note)] : []), `Your teams: ${mine || 'none yet'}.`, ...lines];
  return {
    text: clipMarkup(spoken.join('\n'), LIMITS.message.text),
    blocks: [
      ...(note ? [section(inline(note))] : []),
      header('Floorwalker'),
      ...myTeamsBlocks(sight),
      divider(),
      section(lines.join('\n')),
    ],
  };
}

/** My teams with my role, a way to the settings of those I may change, my hours, and to set up another where I may. */
export function myTeamsBlocks({ own, all, adjustable, maySetUp, mayJoin }: TeamsInSight): readonly KnownBlock[] {
  if (!mayJoin) return [section(FULL_ACCOUNTS_ONLY)];
  const mine = own.map(({ team, role }) => {
    const text = `*${inline(team.name)}* · ${role} · cases in ${channelLink(team.escalationsChannel)}`;
    return section(text, adjustable.has(team.id) ? settingsButton(team) : undefined);
  });
  const none = own.length === 0 && !(maySetUp && all.length === 0) ? (notOnATeamMessage(all).blocks ?? []) : [];
  const hours = own.length > 0 ? [actions([button('My hours', myHoursId)])] : [];
  return [...mine, ...none, ...hours, ...(maySetUp ? [setUpButton(all.length === 0)] : [])];
}

/** `/floorwalker setup` where there is a choice. */
export function chooseSetUpMessage({ editable, maySetUp }: TeamsInSight): Message {
  const text = 'Which team do you want to change?';
  return {
    text,
    blocks: [
      section(text),
      ...editable.slice(0, 40).map((team) => section(`*${inline(team.name)}*`, changeButton(team))),
      ...(editable.length > 40 ? [context(`For another one type ${code('/floorwalker setup')} and its name.`)] : []),
      ...(maySetUp ? [setUpButton(false)] : []),
    ],
  };
}

function settingsButton(team: Team) {
  return button('Settings', `${ids.settings}:${team.id}`, { value: team.id, spoken: `Settings of ${team.name}` });
}

function changeButton(team: Team) {
  return button('Change', `${ids.edit}:${team.id}`, { value: team.id, spoken: `Change ${team.name}` });
}

function setUpButton(isFirst: boolean): KnownBlock {
  const label = isFirst ? 'Set up a team' : 'Set up another team';
  return actions([button(label, ids.setUp, isFirst ? { style: 'primary' } : {})]);
}
