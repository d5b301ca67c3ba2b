/** People and channels of the workspace as items to choose. */
import type { ConversationsSelect } from '@slack/types';
import type { ChannelState, PageState } from '../../protocol.ts';
import type { ComboItem } from './combo-list.tsx';

type Filter = ConversationsSelect['filter'];

export function peopleItems(state: PageState): ComboItem[] {
  return state.people
    .filter((person) => person.kind !== 'deactivated')
    .map((person) => ({ key: person.id, label: person.realName, alias: person.name, description: person.title }));
}

/** Public channels; a channels_select lists no others. */
export function channelItems(state: PageState): ComboItem[] {
  return state.channels.filter((channel) => channel.kind === 'public' && !channel.archived).map(channelItem);
}

/** Channels, private ones and DMs as the element's filter lets through. */
export function conversationItems(state: PageState, filter: Filter): ComboItem[] {
  const kinds = filter?.include ?? ['public', 'private', 'im', 'mpim'];
  const isBot = (id: string | undefined) => state.people.find((person) => person.id === id)?.kind === 'bot';
  return state.channels
    .filter((channel) => !channel.archived && kinds.includes(channel.kind === 'dm' ? 'im' : channel.kind))
    .filter((channel) => !(filter?.exclude_bot_users && channel.kind === 'dm' && isBot(channel.with)))
    .map((channel) => (channel.kind === 'dm' ? dmItem(state, channel) : channelItem(channel)));
}

function channelItem(channel: ChannelState): ComboItem {
  return {
    key: channel.id,
    label: `${channel.kind === 'private' ? '🔒\uFE0E ' : '# '}${channel.name}`,
    alias: `#${channel.name}`,
  };
}

function dmItem(state: PageState, channel: ChannelState): ComboItem {
  const other = state.people.find((person) => person.id === channel.with);
  return { key: channel.id, label: other?.realName ?? channel.name, alias: other?.name };
}
