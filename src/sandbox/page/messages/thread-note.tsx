/** Where a reply that stands in the channel comes from; and in the thread, that the channel shows it. */
import type { MessageState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { useWorkspace } from '../state/workspace.ts';
import { plainOf } from '../text/plain.ts';

export function ThreadNote({ message, inThread }: { message: MessageState; inThread: boolean }) {
  const { state, channel, go } = useWorkspace();
  if (!message.alsoInChannel || !message.threadTs) return null;
  if (inThread) {
    return (
      <p class="message-note">
        <Icon name="hash" size={13} /> Also sent to the channel
      </p>
    );
  }
  const { threadTs } = message;
  const root = channel(message.channel)?.messages.find((one) => one.ts === threadTs);
  return (
    <p class="message-note">
      replied to a thread:{' '}
      <button type="button" class="text-button" onClick={() => go({ thread: threadTs })}>
        {root ? plainOf(root, state) : 'an older message'}
      </button>
    </p>
  );
}
