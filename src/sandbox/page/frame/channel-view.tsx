/** A conversation: its header, messages and composer; for the app also its Home. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ChannelState } from '../../protocol.ts';
import { Composer } from '../compose/composer.tsx';
import { channelMessages } from '../messages/group-messages.ts';
import { MessageList } from '../messages/message-list.tsx';
import { channelTitle, useWorkspace, type Workspace } from '../state/workspace.ts';
import { AppAway } from './app-away.tsx';
import { ChannelHeader } from './channel-header.tsx';
import { ChannelIntro } from './channel-intro.tsx';
import { Home } from './home.tsx';
import { Notice } from './notice.tsx';
import { SearchBar } from './search/search-bar.tsx';
import { useHotkey } from './use-hotkey.ts';

export function ChannelView({ channel }: { channel: ChannelState }) {
  const workspace = useWorkspace();
  const { state, place } = workspace;
  const isHome = channel.with === state.app.botUserId && place.tab === 'home';
  const [searched, setSearched] = useState<string | null>(null);
  const isSearching = searched === channel.id && !isHome;
  const search = useCallback(() => setSearched(channel.id), [channel.id]);
  useHotkey('f', search);
  return (
    <main class="channel-view">
      <ChannelHeader channel={channel} onSearch={isHome ? undefined : search} />
      <AppAway />
      {isSearching && <SearchBar title={nameOf(workspace, channel)} onClose={() => setSearched(null)} />}
      {isHome ? <Home /> : <Messages channel={channel} isSearched={isSearching} />}
    </main>
  );
}

function Messages({ channel, isSearched }: { channel: ChannelState; isSearched: boolean }) {
  const workspace = useWorkspace();
  const unread = useUnreadAtOpening(channel);
  const [sent, setSent] = useState(0);
  const isDm = channel.kind === 'dm';
  const mayWrite = (isDm || channel.members.includes(workspace.me.id)) && !channel.archived;
  return (
    <>
      <MessageList
        key={channel.id}
        label={`Messages ${isDm ? 'with' : 'in'} ${nameOf(workspace, channel)}`}
        messages={channelMessages(channel.messages)}
        unread={unread}
        sent={sent}
        inThread={false}
        showsAll={isSearched}
      >
        <ChannelIntro channel={channel} />
      </MessageList>
      <Notice />
      {mayWrite ? (
        <Composer key={channel.id} channel={channel} onSent={() => setSent(sent + 1)} />
      ) : (
        <JoinBar channel={channel} />
      )}
    </>
  );
}

/** `#care`, or the person's name. */
function nameOf(workspace: Workspace, channel: ChannelState): string {
  const title = channelTitle(workspace, channel);
  return channel.kind === 'dm' ? title : `#${title}`;
}

/** Tells the workspace what was seen, and remembers how many were new before. */
function useUnreadAtOpening(channel: ChannelState): number {
  const { act, state } = useWorkspace();
  const opened = useRef({ key: '', unread: 0 });
  const key = `${state.as}/${channel.id}`;
  if (opened.current.key !== key) opened.current = { key, unread: channel.unread };
  const isUnread = channel.unread > 0 || channel.mentions > 0;
  useEffect(() => {
    const see = () => {
      if (isUnread && document.visibilityState === 'visible') void act({ type: 'seen', channel: channel.id });
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [act, channel.id, isUnread, state.version]);
  return opened.current.unread;
}

function JoinBar({ channel }: { channel: ChannelState }) {
  const { act } = useWorkspace();
  if (channel.archived) return <p class="join-bar">#{channel.name} is archived.</p>;
  return (
    <div class="join-bar">
      <span>
        You are looking at <b>#{channel.name}</b>
      </span>
      <button type="button" class="button is-primary" onClick={() => void act({ type: 'join', channel: channel.id })}>
        Join channel
      </button>
    </div>
  );
}
