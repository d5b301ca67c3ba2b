/** People, channels and groups named in text. */
import { useWorkspace } from '../state/workspace.ts';

export function UserMention({ id, label = '' }: { id: string; label?: string }) {
  const { person, me } = useWorkspace();
  const name = person(id)?.realName ?? (label || id);
  return <span class={`mention ${id === me.id ? 'is-me' : ''}`}>@{name}</span>;
}

export function ChannelMention({ id, label = '' }: { id: string; label?: string }) {
  const { channel, go } = useWorkspace();
  const known = channel(id);
  if (!known) return <span class="mention">{label ? `#${label}` : '🔒 private channel'}</span>;
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
