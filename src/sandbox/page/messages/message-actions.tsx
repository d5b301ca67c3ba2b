/** What one can do with a message: shown when it is pointed at or focused. */
import { useState } from 'preact/hooks';
import type { MessageState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { MenuButton, type MenuItem } from '../elements/menu.tsx';
import { useWorkspace, type Workspace } from '../state/workspace.ts';
import { emojiFor } from '../text/emoji.ts';
import { permalinkOf } from '../text/permalink.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { useReactionToggle } from './reactions.tsx';

const QUICK = ['white_check_mark', 'eyes', 'raised_hands'];

interface MessageActionsProps {
  message: MessageState;
  inThread: boolean;
  onEdit: () => void;
}

export function MessageActions({ message, inThread, onEdit }: MessageActionsProps) {
  const workspace = useWorkspace();
  const toggle = useReactionToggle(message);
  const [isHeld, setHeld] = useState(false);
  if (message.ephemeral) return null;
  return (
    <div class="message-actions" role="toolbar" aria-label="Message actions" data-held={isHeld}>
      {QUICK.map((name) => (
        <button
          key={name}
          type="button"
          class="is-quick"
          aria-label={`React with ${name.replaceAll('_', ' ')}`}
          title={`:${name}:`}
          onClick={() => toggle(name)}
        >
          {emojiFor(name)}
        </button>
      ))}
      <EmojiPicker class="" label="Find another reaction" onPick={toggle} onToggle={setHeld}>
        <Icon name="smile-plus" />
      </EmojiPicker>
      {!inThread && (
        <button
          type="button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => workspace.go({ thread: message.threadTs ?? message.ts })}
        >
          <Icon name="thread" />
        </button>
      )}
      <MenuButton label="More actions" align="end" items={menuItems(workspace, message, onEdit)} onToggle={setHeld}>
        <Icon name="dots-vertical" />
      </MenuButton>
    </div>
  );
}

function menuItems(workspace: Workspace, message: MessageState, onEdit: () => void): MenuItem[] {
  const { state, act, me } = workspace;
  const { channel, ts } = message;
  const shortcuts = state.shortcuts
    .filter((shortcut) => shortcut.type === 'message')
    .map((shortcut) => ({
      key: shortcut.callbackId,
      label: shortcut.name,
      hint: state.app.name,
      onPick: () => void act({ type: 'message_shortcut', callbackId: shortcut.callbackId, channel, ts }),
    }));
  const copy = {
    key: 'copy',
    label: 'Copy link',
    onPick: () => {
      const link = permalinkOf(state.workspace.domain, channel, ts, message.threadTs);
      void navigator.clipboard.writeText(link).then(() => workspace.tell('Link copied'));
    },
  };
  const isPinned = workspace.channel(channel)?.pinned?.includes(ts) ?? false;
  const pin = {
    key: 'pin',
    label: isPinned ? 'Unpin from this channel' : 'Pin to this channel',
    onPick: () => void act({ type: isPinned ? 'unpin' : 'pin', channel, ts }),
  };
  if (message.user !== me.id) return [...shortcuts, copy, pin];
  const remove = () => void act({ type: 'delete', channel, ts });
  return [
    ...shortcuts,
    copy,
    pin,
    { key: 'edit', label: 'Edit message', onPick: onEdit },
    { key: 'delete', label: 'Delete message', danger: true, onPick: remove },
  ];
}
