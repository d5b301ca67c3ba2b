/** # for a public channel, a lock for a private one. */
import type { ChannelState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';

export function ChannelMark({
  channel,
  size = 16,
}: {
  channel: Pick<ChannelState, 'kind' | 'archived'>;
  size?: number;
}) {
  if (channel.archived) return <Icon name="archive" size={size} label="archived" />;
  return channel.kind === 'private' ? (
    <Icon name="lock" size={size} label="private" />
  ) : (
    <Icon name="hash" size={size} />
  );
}
