/** The reactions under a message; a click adds or takes back one's own. */
import type { MessageState, ReactionState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
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
        <Icon name="smile-plus" size={16} />
      </EmojiPicker>
    </div>
  );
}

function ReactionPill({ reaction, onToggle }: { reaction: ReactionState; onToggle: () => void }) {
  const { me, person } = useWorkspace();
  const isMine = reaction.users.includes(me.id);
  const names = reaction.users.map((id) => (id === me.id ? 'You' : (person(id)?.realName ?? id)));
  const character = emojiFor(reaction.name);
  const said = `${inWords(names)} reacted with :${reaction.name}:`;
  return (
    <button
      type="button"
      class="reaction"
      aria-pressed={isMine}
      aria-label={`${character ?? `:${reaction.name}:`} ${reaction.users.length}, ${said}`}
      onClick={onToggle}
    >
      <span class="reaction-tip" aria-hidden="true">
        <span class="emoji">{character ?? ''}</span>
        <span>{said}</span>
      </span>
      <span class="emoji">{character ?? `:${reaction.name}:`}</span>
      <span>{reaction.users.length}</span>
    </button>
  );
}

/** "You, Leo Brandt and Maya Okafor". */
function inWords(names: string[]): string {
  return new Intl.ListFormat('en').format(names);
}

/** Adds one's reaction of this name, or takes it back. */
export function useReactionToggle(message: MessageState): (name: string) => void {
  const { act, me } = useWorkspace();
  return (name) => {
    const isMine = message.reactions.some((reaction) => reaction.name === name && reaction.users.includes(me.id));
    void act({ type: isMine ? 'unreact' : 'react', channel: message.channel, ts: message.ts, name });
  };
}
