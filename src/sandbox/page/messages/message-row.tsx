/** One message: who, when, what, reactions, files and the way to its thread. */
import { useState } from 'preact/hooks';
import type { MessageState, PersonState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { Avatar } from '../frame/avatar.tsx';
import { useWorkspace } from '../state/workspace.ts';
import { clockTime, fullTime } from '../text/date-tokens.ts';
import { EditMessage } from './edit-message.tsx';
import { Attachments } from './attachments.tsx';
import { FileList } from './file-list.tsx';
import { tsMs } from './group-messages.ts';
import { MessageActions } from './message-actions.tsx';
import { MessageBody } from './message-body.tsx';
import { Reactions } from './reactions.tsx';
import { ThreadLink } from './thread-link.tsx';
import { ThreadNote } from './thread-note.tsx';

interface MessageRowProps {
  message: MessageState;
  isContinued: boolean;
  inThread: boolean;
  isTabStop: boolean;
  isTarget: boolean;
}

export function MessageRow({ message, isContinued, inThread, isTabStop, isTarget }: MessageRowProps) {
  const { person, me } = useWorkspace();
  const [isEditing, setEditing] = useState(false);
  const [isDismissed, setDismissed] = useState(false);
  const name = nameOf(person(message.user), message);
  const time = clockTime(tsMs(message.ts), me.timeZone);
  if (isDismissed) return null;
  return (
    <article
      class={classOf(message, isTarget)}
      data-ts={message.ts}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`${name}, ${time}`}
    >
      <Gutter message={message} time={isContinued ? time : null} />
      <div class="message-main">
        <ThreadNote message={message} inThread={inThread} />
        {!isContinued && <MessageHead message={message} name={name} time={time} />}
        {isEditing ? (
          <EditMessage message={message} onDone={() => setEditing(false)} />
        ) : (
          <MessageBody message={message} />
        )}
        <MessageFoot message={message} inThread={inThread} onDismiss={() => setDismissed(true)} />
      </div>
      {!isEditing && <MessageActions message={message} inThread={inThread} onEdit={() => setEditing(true)} />}
    </article>
  );
}

function nameOf(author: PersonState | undefined, message: MessageState): string {
  return author?.realName ?? message.user;
}

function classOf(message: MessageState, isTarget: boolean): string {
  return ['message', message.ephemeral && 'is-ephemeral', isTarget && 'is-target'].filter(Boolean).join(' ');
}

/** The author's picture, or in a run of messages the time when pointed at. */
function Gutter({ message, time }: { message: MessageState; time: string | null }) {
  const { person } = useWorkspace();
  return (
    <div class="message-gutter">
      {time === null ? (
        <Avatar person={person(message.user)} id={message.user} size="big" />
      ) : (
        <time class="message-time">{time}</time>
      )}
    </div>
  );
}

function MessageHead({ message, name, time }: { message: MessageState; name: string; time: string }) {
  const { person, me } = useWorkspace();
  const author = person(message.user);
  return (
    <>
      {message.ephemeral && (
        <p class="message-note">
          <Icon name="eye" size={14} /> Only visible to you
        </p>
      )}
      <div class="message-head">
        <b title={author?.title}>{name}</b>
        {author?.kind === 'bot' && <span class="badge">APP</span>}
        <time class="message-time" title={fullTime(tsMs(message.ts), me.timeZone)}>
          {time}
        </time>
      </div>
    </>
  );
}

interface MessageFootProps {
  message: MessageState;
  inThread: boolean;
  onDismiss: () => void;
}

function MessageFoot({ message, inThread, onDismiss }: MessageFootProps) {
  return (
    <>
      {message.attachments && <Attachments message={message} />}
      {message.files && <FileList files={message.files} />}
      <Reactions message={message} />
      {message.ephemeral && (
        <button type="button" class="text-button" onClick={onDismiss}>
          Dismiss message
        </button>
      )}
      {!inThread && (message.replyCount ?? 0) > 0 && <ThreadLink message={message} />}
    </>
  );
}
