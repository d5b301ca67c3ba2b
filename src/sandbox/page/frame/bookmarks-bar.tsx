/** Links and pinned messages along the top of a channel. */
import type { ChannelState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { MenuButton } from '../elements/menu.tsx';
import { useWorkspace } from '../state/workspace.ts';
import { withEmoji } from '../text/emoji.ts';
import { LinkView } from '../text/link.tsx';
import { plainOf } from '../text/plain.ts';

export function BookmarksBar({ channel }: { channel: ChannelState }) {
  const { bookmarks = [], pinned = [] } = channel;
  if (bookmarks.length === 0 && pinned.length === 0) return null;
  return (
    <div class="bookmarks">
      {pinned.length > 0 && <Pins channel={channel} pinned={pinned} />}
      {bookmarks.map((bookmark) => (
        <span key={bookmark.id} class="bookmark">
          <LinkView url={bookmark.link}>
            {bookmark.emoji ? <span class="emoji">{withEmoji(bookmark.emoji)}</span> : <Icon name="link" size={14} />}
            {bookmark.title}
          </LinkView>
        </span>
      ))}
    </div>
  );
}

function Pins({ channel, pinned }: { channel: ChannelState; pinned: string[] }) {
  const { state, go, person } = useWorkspace();
  const items = channel.messages
    .filter((message) => pinned.includes(message.ts))
    .map((message) => ({
      key: message.ts,
      label: plainOf(message, state) || 'A message',
      hint: person(message.user)?.realName,
      onPick: () => go({ message: message.ts, thread: null }),
    }));
  return (
    <MenuButton label={`${pinned.length} pinned`} class="bookmark" items={items} heading="Pinned messages">
      <Icon name="pin" size={14} /> {pinned.length} pinned
    </MenuButton>
  );
}
