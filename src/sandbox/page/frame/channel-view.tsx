/** A conversation: its header, messages and composer; for the app also its Home. */
import { useEffect, useRef } from 'preact/hooks';
import type { ChannelState } from '../../protocol.ts';
import { Composer } from '../compose/composer.tsx';
import { rootMessages } from '../messages/group-messages.ts';
import { MessageList } from '../messages/message-list.tsx';
import { channelTitle, useWorkspace } from '../state/workspace.ts';
import { ChannelHeader } from './channel-header.tsx';
import { ChannelIntro } from './channel-intro.tsx';
import { Home } from './home.tsx';
import { Notice } from './notice.tsx';

export function ChannelView({ channel }: { channel: ChannelState }) {
  const workspace = useWorkspace();
  const { state, place, me } = workspace;
  const isHome = channel.with === state.app.botUserId && place.tab === 'home';
  const unread = useUnreadAtOpening(channel);
  const title = channelTitle(workspace, channel);
  const label = channel.kind === 'dm' ? `Messages with ${title}` : `Messages in #${title}`;
  const isMember = channel.kind === 'dm' || channel.members.includes(me.id);
  return (
    <main class="channel-view">
      <ChannelHeader channel={channel} />
      {isHome ? (
        <Home />
      ) : (
        <>
          <MessageList
            key={channel.id}
            label={label}
            messages={rootMessages(channel.messages)}
            unread={unread}
            inThread={false}
          >
            <ChannelIntro channel={channel} />
          </MessageList>
          <Notice />
          {isMember && !channel.archived ? (
            <Composer key={channel.id} channel={channel} />
          ) : (
            <JoinBar channel={channel} />
          )}
        </>
      )}
    </main>
  );
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
