import type { KnownBlock } from '@slack/types';
import type { Message } from '../outbox/enqueue.ts';
import { actions, button, context, section } from '../slack/blocks.ts';
import { channelLink, code, inline, mention } from '../slack/mrkdwn.ts';
import type { Team } from './tables.ts';

/** What the buttons and forms of people/ are found by. */
export const ids = {
  setUp: 'team.set-up',
  edit: 'team.edit',
  settings: 'team.settings',
  form: 'team.form',
  zones: 'team.zones',
  currencies: 'team.currencies',
  ask: 'team.ask-to-join',
  chooseTeam: 'team.choose',
  addMember: 'team.add-member',
  sendTestCase: 'case.test',
} as const;

/** To somebody on no team; `teams` are those whose managers may be asked. */
export function notOnATeamMessage(teams: readonly Team[]): Message {
  const [only] = teams;
  if (!only) {
    const text = `No team is set up here yet. A workspace admin can do it with ${code('/floorwalker setup')}.`;
    return { text, blocks: [section(text)] };
  }
  const label = 'Ask a manager to add me';
  const ask = teams.length === 1 ? button(label, ids.ask, { value: only.id }) : button(label, ids.chooseTeam);
  const text = "You're not on a team yet.";
  return { text, blocks: [section(text), actions([{ ...ask, style: 'primary' }])] };
}

interface Ask {
  readonly team: Team;
  readonly person: { readonly slackId: string; readonly name: string };
}

/** Who asked for which team, and on which local date of that team. */
export interface AskedBy {
  readonly teamId: string;
  readonly slackId: string;
  readonly date: string;
}

/** Names the request in one manager's DM. */
export function askKey({ teamId, slackId, date, manager }: AskedBy & { readonly manager: string }): string {
  return `ask:${teamId}:${slackId}:${date}:${manager}`;
}

/** The request that a button's value names; whatever it says is checked before anything is done. */
export function askedBy(value: string): AskedBy {
  const [teamId = '', slackId = '', date = ''] = value.split(':');
  return { teamId, slackId, date };
}

/** To each manager, once a day and person. */
export function askToJoinMessage({ team, person }: Ask, date: string): Message {
  const text = `${mention(person.slackId)} asks to be added to *${inline(team.name)}*.`;
  const value = `${team.id}:${person.slackId}:${date}`;
  const add = button(`Add ${person.name}`, ids.addMember, { value, style: 'primary' });
  return { text, blocks: [section(text), actions([add])] };
}

/** What becomes of the request once somebody has answered it. */
export function addedByMessage({ team, person }: Ask, by: string): Message {
  const text = `${mention(person.slackId)} is on *${inline(team.name)}* now, added by ${mention(by)}.`;
  return { text, blocks: [section(text)] };
}

/** To the person who was added. */
export function youAreOnMessage(team: Team): Message {
  const text = `You're on *${inline(team.name)}* now. When you need help with a customer, type ${code('/escalate')}.`;
  return { text, blocks: [section(text)] };
}

/** Into the team's channel, once, when the team is set up. */
export function welcomeMessage(team: Team, by: string): Message {
  const text = `${mention(by)} set up Floorwalker for *${inline(team.name)}*.`;
  const how = `Stuck with a customer? Type ${code('/escalate')}, or open the menu of a message and choose *Escalate message*.`;
  const where = `The leads see it in ${channelLink(team.escalationsChannel)}.`;
  return { text: `${text} ${how}`, blocks: [section(`${text}\n${how}`), context(where)] };
}

/** What a manager can do about a channel Slack does not let us post in, by Slack's error code. */
const fixes: Readonly<Record<string, (channel: string) => string>> = {
  is_archived: (channel) => `${channelLink(channel)} is archived. Unarchive it, or choose another channel.`,
  not_in_channel: (channel) =>
    `I'm not in ${channelLink(channel)} any more. Type ${code('/invite @Floorwalker')} there.`,
  channel_not_found: (channel) =>
    `I can't see ${channelLink(channel)}. If it was made private, type ${code('/invite @Floorwalker')} there; if it was deleted, choose another channel.`,
};

/** To the managers of a team, once per outage: what is wrong, that nothing is lost, and the way to fix it. */
export function blockedChannelMessage(team: Team, channel: string, slackCode: string): Message {
  const restricted = `I may not post in ${channelLink(channel)} (Slack says ${code(slackCode)}). Allow it in the channel's settings, or choose another channel.`;
  const fix = fixes[slackCode]?.(channel) ?? restricted;
  const text = `*${inline(team.name)}* is cut off: ${fix}`;
  const blocks: readonly KnownBlock[] = [
    section(text),
    context('Messages for it wait, none is lost.'),
    actions([button('Change the team', ids.edit, { value: team.id })]),
  ];
  return { text, blocks };
}
