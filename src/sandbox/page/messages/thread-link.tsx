/** "3 replies · last today at 14:05" under a message. */
import type { MessageState } from '../../protocol.ts';
import { Avatar } from '../frame/avatar.tsx';
import { useReader, useWorkspace } from '../state/workspace.ts';
import { ago } from '../text/date-tokens.ts';
import { threadMessages, tsMs } from './group-messages.ts';

const FACES = 3;

export function ThreadLink({ message }: { message: MessageState }) {
  const { channel, person, go, place } = useWorkspace();
  const { now } = useReader();
  const replies = threadMessages(channel(message.channel)?.messages ?? [], message.ts).filter(
    (one) => one.ts !== message.ts,
  );
  const authors = [...new Set(replies.map((reply) => reply.user))].slice(0, FACES);
  const count = message.replyCount ?? replies.length;
  const last = replies.at(-1);
  return (
    <button
      type="button"
      class="thread-link"
      aria-expanded={place.thread === message.ts}
      onClick={() => go({ thread: message.ts })}
    >
      {authors.map((id) => (
        <Avatar key={id} person={person(id)} id={id} size="small" />
      ))}
      <b>
        {count} {count === 1 ? 'reply' : 'replies'}
      </b>
      {last && <span>Last reply {ago(now - tsMs(last.ts))}</span>}
    </button>
  );
}
