/** Begins a direct conversation: with somebody, or with the app. */
import { MenuButton } from '../elements/menu.tsx';
import { useWorkspace } from '../state/workspace.ts';
import { Icon } from '../elements/icon.tsx';
import { Avatar } from './avatar.tsx';
import { useTalkTo } from './use-talk-to.ts';

interface NewConversationProps {
  onGo: () => void;
}

/** The app, for somebody whom it has not written to yet. */
export function OpenApp({ onGo }: NewConversationProps) {
  const { state, person } = useWorkspace();
  const talkTo = useTalkTo(onGo);
  const id = state.app.botUserId;
  return (
    <button type="button" class="sidebar-item" onClick={() => void talkTo(id, 'home')}>
      <span class="sidebar-mark">
        <Avatar person={person(id)} id={id} size="small" />
      </span>
      <span class="sidebar-name">{state.app.name}</span>
    </button>
  );
}

export function NewConversation({ onGo }: NewConversationProps) {
  const { state, me } = useWorkspace();
  const talkTo = useTalkTo(onGo);
  const items = state.people
    .filter((person) => person.kind !== 'bot' && person.kind !== 'deactivated' && person.id !== me.id)
    .map((person) => ({
      key: person.id,
      label: person.realName,
      hint: person.title,
      onPick: () => void talkTo(person.id, 'messages'),
    }));
  return (
    <MenuButton label="New message" class="sidebar-item is-quiet" items={items} heading="Write to">
      <span class="sidebar-mark">
        <Icon name="plus" size={16} />
      </span>
      <span class="sidebar-name">New message</span>
    </MenuButton>
  );
}
