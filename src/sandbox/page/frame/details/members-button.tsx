/** Faces and number of a channel's members; opens the list of them. */
import { useState } from 'preact/hooks';
import type { ChannelState } from '../../../protocol.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Avatar } from '../avatar.tsx';
import { MembersDialog } from './members-dialog.tsx';

const FACES = 3;

export function MembersButton({ channel }: { channel: ChannelState }) {
  const { person } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const count = channel.members.length;
  const label = `${count} ${count === 1 ? 'member' : 'members'}`;
  return (
    <>
      <button type="button" class="members-button" aria-label={label} title={label} onClick={() => setOpen(true)}>
        {channel.members.slice(0, FACES).map((id) => (
          <Avatar key={id} person={person(id)} id={id} size="small" />
        ))}
        <span>{count}</span>
      </button>
      {isOpen && <MembersDialog channel={channel} onClose={() => setOpen(false)} />}
    </>
  );
}
