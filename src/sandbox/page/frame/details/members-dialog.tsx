/** Who is in a channel: write to them, take them out, bring others in. */
import { useState } from 'preact/hooks';
import type { ChannelState, PersonState } from '../../../protocol.ts';
import { Combobox } from '../../elements/combobox.tsx';
import { Icon } from '../../elements/icon.tsx';
import { peopleItems } from '../../elements/workspace-items.ts';
import { Dialog } from '../../modals/dialog.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Avatar } from '../avatar.tsx';
import { useTalkTo } from '../use-talk-to.ts';

/** From so many on there is a field to find one. */
const MANY = 8;

interface MembersDialogProps {
  channel: ChannelState;
  onClose: () => void;
}

export function MembersDialog({ channel, onClose }: MembersDialogProps) {
  const { person, me } = useWorkspace();
  const [wanted, setWanted] = useState('');
  const members = channel.members
    .map((id) => person(id))
    .filter((one) => one !== undefined)
    .filter((one) => one.realName.toLowerCase().includes(wanted.trim().toLowerCase()));
  const mayChange = channel.members.includes(me.id) && !channel.archived;
  return (
    <Dialog labelledBy="members-title" class="modal members-dialog" onCancel={onClose}>
      <header class="modal-header">
        <h1 id="members-title">Members of #{channel.name}</h1>
        <button type="button" class="icon-button" aria-label="Close members" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="modal-body" tabIndex={-1}>
        {mayChange && <AddPeople channel={channel} />}
        {channel.members.length > MANY && (
          <input
            class="text-input"
            type="search"
            aria-label="Find members"
            placeholder="Find members"
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        <ul class="member-list">
          {members.map((one) => (
            <Member key={one.id} person={one} channel={channel} mayRemove={mayChange} onClose={onClose} />
          ))}
        </ul>
        {members.length === 0 && <p class="menu-empty">Nobody here is called “{wanted}”</p>}
      </div>
    </Dialog>
  );
}

function AddPeople({ channel }: { channel: ChannelState }) {
  const { state, act } = useWorkspace();
  const others = peopleItems(state).filter((item) => !channel.members.includes(item.key));
  return (
    <Combobox
      items={others}
      chosen={[]}
      multiple={false}
      placeholder="Add people or apps"
      aria={{ 'aria-label': 'Add people or apps' }}
      autoFocus={false}
      clearable={false}
      emptyText="Everybody of that name is here"
      onChoose={([item]) => item && void act({ type: 'invite', channel: channel.id, user: item.key })}
    />
  );
}

interface MemberProps {
  person: PersonState;
  channel: ChannelState;
  mayRemove: boolean;
  onClose: () => void;
}

function Member({ person, channel, mayRemove, onClose }: MemberProps) {
  const { act, me } = useWorkspace();
  const talkTo = useTalkTo(onClose);
  return (
    <li>
      <button type="button" class="member" onClick={() => void talkTo(person.id)}>
        <Avatar person={person} id={person.id} size="big" />
        <span>
          <b>{person.realName}</b>
          {person.id === me.id && ' (you)'}
          {person.kind === 'bot' && <span class="badge">APP</span>}
          <small>{person.title}</small>
        </span>
      </button>
      {mayRemove && person.id !== me.id && (
        <button
          type="button"
          class="button"
          aria-label={`Remove ${person.realName}`}
          onClick={() => void act({ type: 'remove', channel: channel.id, user: person.id })}
        >
          Remove
        </button>
      )}
    </li>
  );
}
