/** What a message says: its blocks, or else its text. */
import { useRef } from 'preact/hooks';
import type { MessageState } from '../../protocol.ts';
import { BlockList } from '../blocks/block.tsx';
import { withIds } from '../blocks/block-types.ts';
import { beginningIn } from '../blocks/current-conversation.ts';
import { SurfaceContext, useSurfaceOf } from '../blocks/surface.ts';
import type { FieldValue } from '../state/form-values.ts';
import { isOnlyEmoji } from '../text/emoji.ts';
import { Mrkdwn } from '../text/mrkdwn.tsx';

export function MessageBody({ message }: { message: MessageState }) {
  const touched = useRef(new Map<string, FieldValue>());
  const blocks = beginningIn(message.channel, withIds(message.blocks));
  const where = { message: { channel: message.channel, ts: message.ts } };
  const surface = useSurfaceOf('message', where, blocks, touched.current);
  if (blocks.length === 0) {
    return (
      <div class={`message-text ${isOnlyEmoji(message.text) ? 'is-jumbo' : ''}`}>
        <Mrkdwn text={message.text} />
        {/* Slack does not say it of messages made of blocks, which only apps write. */}
        {message.edited && <span class="edited">(edited)</span>}
      </div>
    );
  }
  return (
    <SurfaceContext.Provider value={surface}>
      <div class="message-text">
        <BlockList blocks={blocks} />
      </div>
    </SurfaceContext.Provider>
  );
}
