/** Name, topic and members of a conversation; the app's tabs. */
import type { ChannelState } from '../../protocol.ts';
import { MenuButton } from '../elements/menu.tsx';
import { channelTitle, useWorkspace } from '../state/workspace.ts';
import { Avatar } from './avatar.tsx';

export function ChannelHeader({ channel }: { channel: ChannelState }) {
  const workspace = useWorkspace();
  const { state, person } = workspace;
  const title = channelTitle(workspace, channel);
  const isApp = channel.with === state.app.botUserId;
  return (
    <header class="channel-header">
      <div class="channel-title">
        {channel.kind === 'dm' ? (
          <Avatar person={person(channel.with ?? '')} id={channel.with ?? ''} size="small" />
        ) : (
          <span class="channel-mark">{channel.kind === 'private' ? '🔒' : '#'}</span>
        )}
        <h1>{title}</h1>
        {channel.topic && <p title={channel.topic}>{channel.topic}</p>}
        {channel.kind === 'dm' ? <PersonTitle id={channel.with ?? ''} /> : <MembersButton channel={channel} />}
      </div>
      {isApp && <AppTabs channel={channel} />}
    </header>
  );
}

function PersonTitle({ id }: { id: string }) {
  const title = useWorkspace().person(id)?.title;
  return title ? <p>{title}</p> : null;
}

function MembersButton({ channel }: { channel: ChannelState }) {
  const { person, state } = useWorkspace();
  const hasApp = channel.members.includes(state.app.botUserId);
  const items = channel.members.map((id) => ({
    key: id,
    label: person(id)?.realName ?? id,
    hint: person(id)?.title,
    onPick: () => undefined,
  }));
  const note = hasApp
    ? null
    : `${state.app.name} is not in this channel. To add it: /invite @${person(state.app.botUserId)?.name ?? ''}`;
  return (
    <MenuButton
      label={`${channel.members.length} members`}
      class="members-button"
      align="end"
      items={items}
      heading={note ?? `Members of #${channel.name}`}
    >
      {channel.members.slice(0, 3).map((id) => (
        <Avatar key={id} person={person(id)} id={id} size="small" />
      ))}
      <span>{channel.members.length}</span>
    </MenuButton>
  );
}

function AppTabs({ channel }: { channel: ChannelState }) {
  const { place, go } = useWorkspace();
  const open = (tab: 'home' | 'messages') => go({ channel: channel.id, tab, thread: null, message: null });
  return (
    <div class="tabs" role="tablist" aria-label="App">
      {(['home', 'messages'] as const).map((tab) => (
        <button key={tab} type="button" role="tab" aria-selected={place.tab === tab} onClick={() => open(tab)}>
          {tab === 'home' ? 'Home' : 'Messages'}
        </button>
      ))}
    </div>
  );
}
