/** Ctrl or Cmd + K: goes to a channel, a person or the app by name. */
import { useState } from 'preact/hooks';
import { Icon } from '../../elements/icon.tsx';
import { Dialog } from '../../modals/dialog.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Avatar } from '../avatar.tsx';
import { useTalkTo } from '../use-talk-to.ts';
import { type Destination, destinationsFor } from './places.ts';

export function Switcher({ onClose }: { onClose: () => void }) {
  const { state, go } = useWorkspace();
  const talkTo = useTalkTo();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const found = destinationsFor(state, words);
  const at = Math.min(active, Math.max(0, found.length - 1));

  const visit = (destination: Destination | undefined) => {
    if (!destination) return;
    onClose();
    if (destination.channel) go({ channel: destination.channel, tab: 'messages', thread: null, message: null });
    else if (destination.user) void talkTo(destination.user, destination.kind === 'app' ? 'home' : 'messages');
  };
  const move = (by: number) => setActive((at + by + found.length) % Math.max(1, found.length));
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => visit(found[at]),
  };
  return (
    <Dialog labelledBy="switcher-title" class="modal switcher" onCancel={onClose}>
      <h1 id="switcher-title" class="unseen">
        Jump to a conversation
      </h1>
      <div class="switcher-field">
        <Icon name="search" />
        <input
          type="text"
          autofocus
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls="switcher-list"
          aria-activedescendant={found[at] ? `switcher-${found[at].key}` : undefined}
          aria-label="Jump to a conversation"
          placeholder="Where would you like to go?"
          value={words}
          onInput={(event) => {
            setWords(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            const use = keys[event.key];
            if (!use) return;
            event.preventDefault();
            use();
          }}
        />
      </div>
      <DestinationList found={found} at={at} onVisit={visit} onHover={setActive} />
      {found.length === 0 && (
        <p class="menu-empty" role="status">
          Nobody and nothing here is called “{words}”
        </p>
      )}
    </Dialog>
  );
}

interface DestinationListProps {
  found: Destination[];
  at: number;
  onVisit: (destination: Destination) => void;
  onHover: (index: number) => void;
}

function DestinationList({ found, at, onVisit, onHover }: DestinationListProps) {
  return (
    <div id="switcher-list" role="listbox" aria-label="Conversations" class="menu">
      {found.map((destination, index) => (
        <div
          key={destination.key}
          id={`switcher-${destination.key}`}
          role="option"
          class="menu-item"
          aria-selected={index === at}
          data-active={index === at}
          onPointerMove={() => index !== at && onHover(index)}
          onClick={() => onVisit(destination)}
        >
          <span class="menu-label">
            <DestinationMark destination={destination} /> {destination.label}
            {destination.news > 0 && <span class="mention-badge">{destination.news}</span>}
          </span>
          <span class="menu-hint">{destination.hint}</span>
        </div>
      ))}
    </div>
  );
}

function DestinationMark({ destination: { kind, user = '' } }: { destination: Destination }) {
  const { person } = useWorkspace();
  if (kind === 'private') return <Icon name="lock" size={16} label="private" />;
  if (kind === 'channel') return <Icon name="hash" size={16} />;
  return <Avatar person={person(user)} id={user} size="small" />;
}
