/** People, channels and groups named in text. */
import { Icon } from '../elements/icon.tsx';
import { useWorkspace } from '../state/workspace.ts';

export function UserMention({ id, label = '' }: { id: string; label?: string }) {
  const { person, me } = useWorkspace();
  const name = person(id)?.realName ?? (label || id);
  return <span class={`mention ${id === me.id ? 'is-me' : ''}`}>@{name}</span>;
}

export function ChannelMention({ id, label = '' }: { id: string; label?: string }) {
  const { channel, go } = useWorkspace();
  const known = channel(id);
  if (!known) return <span class="mention">{label ? `#${label}` : <PrivateChannel />}</span>;
  return (
    <button
      type="button"
      class="mention is-channel"
      onClick={() => go({ channel: id, tab: 'messages', thread: null, message: null })}
    >
      #{known.name}
    </button>
  );
}

export function BroadcastMention({ range, label = '' }: { range: string; label?: string }) {
  const name = /^(here|channel|everyone)/.exec(range)?.[0] ?? (label || range);
  return <span class="mention is-me">@{name}</span>;
}

/** Slack names no private channel to those who are not in it. */
function PrivateChannel() {
  return (
    <>
      <Icon name="lock" size={13} /> private channel
    </>
  );
}

/** A group of people by its handle; marked when one is in it. */
export function GroupMention({ id, label = '' }: { id: string; label?: string }) {
  const { state, me } = useWorkspace();
  const group = state.userGroups?.find((one) => one.id === id);
  const handle = group?.handle ?? (label.replace(/^@/, '') || id);
  const isMine = group?.users.includes(me.id) ?? false;
  return (
    <span class={`mention ${isMine ? 'is-me' : ''}`} title={group?.name}>
      @{handle}
    </span>
  );
}
