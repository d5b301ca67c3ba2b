/** A thread beside its channel. */
import { useState } from 'preact/hooks';
import type { ChannelState } from '../../protocol.ts';
import { Composer } from '../compose/composer.tsx';
import { Icon } from '../elements/icon.tsx';
import { channelTitle, useWorkspace } from '../state/workspace.ts';
import { useIsNarrow } from './use-is-narrow.ts';
import { threadMessages } from './group-messages.ts';
import { MessageList } from './message-list.tsx';

export function ThreadPane({ channel, ts }: { channel: ChannelState; ts: string }) {
  const workspace = useWorkspace();
  const isAlone = useIsNarrow();
  const [sent, setSent] = useState(0);
  const title = channelTitle(workspace, channel);
  const messages = threadMessages(channel.messages, ts);
  const close = () => workspace.go({ thread: null });
  return (
    <div
      role={isAlone ? 'main' : 'complementary'}
      class="thread-pane"
      aria-label="Thread"
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <div class="pane-header">
        <h2 aria-level={isAlone ? 1 : 2}>
          Thread <span>{channel.kind === 'dm' ? title : `#${title}`}</span>
        </h2>
        <button type="button" class="icon-button" aria-label="Close thread" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {messages.length === 0 ? (
        <p class="empty">This thread is gone.</p>
      ) : (
        <MessageList label="Thread messages" messages={messages} unread={0} sent={sent} inThread />
      )}
      <Composer key={ts} channel={channel} threadTs={ts} onSent={() => setSent(sent + 1)} />
    </div>
  );
}
