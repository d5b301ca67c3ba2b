/** Switches whose eyes and hands this window is; other windows stay who they are. */
import type { PersonState } from '../../protocol.ts';
import { MenuButton } from '../elements/menu.tsx';
import { addressOf } from '../state/place.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Avatar } from './avatar.tsx';

const KINDS: Record<PersonState['kind'], string> = {
  full: '',
  guest: 'guest',
  stranger: 'other company',
  bot: 'app',
  deactivated: 'deactivated',
};

export function ActAs() {
  const { state, me, place, go } = useWorkspace();
  const items = state.people
    .filter((person) => person.kind !== 'bot' && person.kind !== 'deactivated')
    .map((person) => ({
      key: person.id,
      label: (
        <span class="act-as-item">
          <Avatar person={person} id={person.id} size="small" /> {person.realName}
        </span>
      ),
      hint: [person.title, KINDS[person.kind], person.isAdmin ? 'workspace admin' : ''].filter(Boolean).join(' · '),
      checked: person.id === me.id,
      onPick: () => go({ as: person.id, thread: null, message: null }),
    }));
  return (
    <MenuButton
      label={`Act as: ${me.realName} ${me.title}`}
      class="top-button act-as"
      align="end"
      items={items}
      heading={
        <>
          Act as{' '}
          <a href={addressOf({ ...place, as: me.id })} target="_blank" rel="noopener">
            open another window
          </a>
        </>
      }
    >
      <Avatar person={me} id={me.id} size="small" />
      <span class="act-as-name">
        <b>{me.realName}</b> <span>{me.title}</span>
      </span>
    </MenuButton>
  );
}
