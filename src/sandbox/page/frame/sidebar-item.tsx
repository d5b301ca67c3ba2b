/** One conversation in the sidebar: bold when unread, a number for mentions. */
import type { ChannelState } from '../../protocol.ts';
import { channelTitle, useWorkspace } from '../state/workspace.ts';
import { Avatar } from './avatar.tsx';
import { ChannelMark } from './channel-mark.tsx';

export function SidebarItem({ channel, onGo }: { channel: ChannelState; onGo: () => void }) {
  const workspace = useWorkspace();
  const { place, go, state, person } = workspace;
  const isOpen = place.channel === channel.id;
  const isApp = channel.with === state.app.botUserId;
  const isUnread = channel.unread > 0 && !isOpen;
  const title = channelTitle(workspace, channel);
  const open = () => {
    const startsAtHome = isApp && channel.unread === 0;
    go({ channel: channel.id, tab: startsAtHome ? 'home' : 'messages', thread: null, message: null });
    onGo();
  };
  return (
    <li>
      <button
        type="button"
        class={`sidebar-item ${isUnread ? 'is-unread' : ''}`}
        aria-current={isOpen ? 'page' : undefined}
        onClick={open}
      >
        <span class="sidebar-mark">
          {channel.kind === 'dm' ? (
            <Avatar person={person(channel.with ?? '')} id={channel.with ?? ''} size="small" />
          ) : (
            <ChannelMark channel={channel} />
          )}
        </span>
        <span class="sidebar-name">{title}</span>
        {isUnread && <UnreadMark channel={channel} />}
      </button>
    </li>
  );
}

/** A dot for what is new; a number for what calls one by name (in a DM everything does). */
function UnreadMark({ channel }: { channel: ChannelState }) {
  const count = channel.kind === 'dm' ? Math.max(channel.unread, channel.mentions) : channel.mentions;
  if (count === 0) return <span class="unread-dot" role="img" aria-label="unread" />;
  return (
    <span class="mention-badge" aria-label={`${count} new for you`}>
      {count > 99 ? '99+' : count}
    </span>
  );
}
