/** What stands above a conversation's first message. */
import type { ChannelState } from '../../protocol.ts';
import { channelTitle, useWorkspace } from '../state/workspace.ts';
import { Avatar } from './avatar.tsx';
import { ChannelMark } from './channel-mark.tsx';

export function ChannelIntro({ channel }: { channel: ChannelState }) {
  const workspace = useWorkspace();
  const other = workspace.person(channel.with ?? '');
  const title = channelTitle(workspace, channel);
  if (channel.kind === 'dm') {
    return (
      <div class="intro">
        <Avatar person={other} id={channel.with ?? ''} size="big" />
        <h2>{title}</h2>
        <p>
          {channel.with === workspace.me.id
            ? 'Your own notes.'
            : `This is the beginning of your messages with ${title}.`}
        </p>
      </div>
    );
  }
  return (
    <div class="intro">
      <h2>
        <ChannelMark channel={channel} size={24} /> {title}
      </h2>
      <p>
        This is the very beginning of the <b>#{title}</b> channel. {channel.topic}
      </p>
    </div>
  );
}
