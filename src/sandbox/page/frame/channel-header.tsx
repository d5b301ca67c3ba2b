/** Name, topic, members and search of a conversation; its bookmarks and pins; the app's tabs. */
import type { ChannelState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { channelTitle, useWorkspace } from '../state/workspace.ts';
import { Avatar } from './avatar.tsx';
import { BookmarksBar } from './bookmarks-bar.tsx';
import { MembersButton } from './details/members-button.tsx';
import { ChannelMenu } from './details/channel-menu.tsx';

interface ChannelHeaderProps {
  channel: ChannelState;
  /** Undefined where there are no messages to search. */
  onSearch: (() => void) | undefined;
}

export function ChannelHeader({ channel, onSearch }: ChannelHeaderProps) {
  const { state } = useWorkspace();
  const isApp = channel.with === state.app.botUserId;
  return (
    <header class="channel-header">
      <div class="channel-title">
        {channel.kind === 'dm' ? <PersonName channel={channel} /> : <ChannelMenu channel={channel} />}
        {channel.topic && <p title={channel.topic}>{channel.topic}</p>}
        <span class="spring" />
        {channel.kind !== 'dm' && <MembersButton channel={channel} />}
        {onSearch && (
          <button
            type="button"
            class="icon-button"
            aria-label="Search this conversation"
            title="Search this conversation (Ctrl F)"
            onClick={onSearch}
          >
            <Icon name="search" />
          </button>
        )}
      </div>
      {isApp && <AppTabs channel={channel} />}
      <BookmarksBar channel={channel} />
    </header>
  );
}

function PersonName({ channel }: { channel: ChannelState }) {
  const workspace = useWorkspace();
  const id = channel.with ?? '';
  const other = workspace.person(id);
  return (
    <>
      <Avatar person={other} id={id} size="small" />
      <h1>{channelTitle(workspace, channel)}</h1>
      {other?.title && <p>{other.title}</p>}
    </>
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
