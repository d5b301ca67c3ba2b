/** The reactions under a message; a click adds or takes back one's own. */
import type { MessageState, ReactionState } from '../../protocol.ts';
import { useWorkspace } from '../state/workspace.ts';
import { emojiFor } from '../text/emoji.ts';
import { EmojiPicker } from './emoji-picker.tsx';

export function Reactions({ message }: { message: MessageState }) {
  const toggle = useReactionToggle(message);
  if (message.reactions.length === 0) return null;
  return (
    <div class="reactions">
      {message.reactions.map((reaction) => (
        <ReactionPill key={reaction.name} reaction={reaction} onToggle={() => toggle(reaction.name)} />
      ))}
      <EmojiPicker class="reaction is-add" label="Add reaction" onPick={toggle}>
        <span aria-hidden="true">☺+</span>
      </EmojiPicker>
    </div>
  );
}

function ReactionPill({ reaction, onToggle }: { reaction: ReactionState; onToggle: () => void }) {
  const { me, person } = useWorkspace();
  const isMine = reaction.users.includes(me.id);
  const names = reaction.users.map((id) => (id === me.id ? 'You' : (person(id)?.realName ?? id)));
  const said = `${names.join(', ')} reacted with :${reaction.name}:`;
  return (
    <button
      type="button"
      class="reaction"
      aria-pressed={isMine}
      aria-label={`${reaction.users.length}: ${said}`}
      title={said}
      onClick={onToggle}
    >
      <span class="emoji">{emojiFor(reaction.name) ?? `:${reaction.name}:`}</span>
      <span>{reaction.users.length}</span>
    </button>
  );
}

/** Adds one's reaction of this name, or takes it back. */
export function useReactionToggle(message: MessageState): (name: string) => void {
  const { act, me } = useWorkspace();
  return (name) => {
    const isMine = message.reactions.some((reaction) => reaction.name === name && reaction.users.includes(me.id));
    void act({ type: isMine ? 'unreact' : 'react', channel: message.channel, ts: message.ts, name });
  };
}
