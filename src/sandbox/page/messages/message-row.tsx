/** One message: who, when, what, reactions, files and the way to its thread. */
import { useState } from 'preact/hooks';
import type { MessageState } from '../../protocol.ts';
import { Avatar } from '../frame/avatar.tsx';
import { useWorkspace } from '../state/workspace.ts';
import { clockTime, fullTime } from '../text/date-tokens.ts';
import { EditMessage } from './edit-message.tsx';
import { FileList } from './file-list.tsx';
import { tsMs } from './group-messages.ts';
import { MessageActions } from './message-actions.tsx';
import { MessageBody } from './message-body.tsx';
import { Reactions } from './reactions.tsx';
import { ThreadLink } from './thread-link.tsx';

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
  const author = person(message.user);
  const name = author?.realName ?? message.user;
  const time = clockTime(tsMs(message.ts), me.timeZone);
  if (isDismissed) return null;
  return (
    <article
      class={`message ${message.ephemeral ? 'is-ephemeral' : ''} ${isTarget ? 'is-target' : ''}`}
      data-ts={message.ts}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`${name}, ${time}${message.ephemeral ? ', only visible to you' : ''}`}
    >
      <div class="message-gutter">
        {isContinued ? (
          <time class="message-time">{time}</time>
        ) : (
          <Avatar person={author} id={message.user} size="big" />
        )}
      </div>
      <div class="message-main">
        {message.ephemeral && !isContinued && <p class="ephemeral-note">Only visible to you</p>}
        {!isContinued && (
          <div class="message-head">
            <b title={author?.title}>{name}</b>
            {author?.kind === 'bot' && <span class="badge">APP</span>}
            <time class="message-time" title={fullTime(tsMs(message.ts), me.timeZone)}>
              {time}
            </time>
          </div>
        )}
        {isEditing ? (
          <EditMessage message={message} onDone={() => setEditing(false)} />
        ) : (
          <MessageBody message={message} />
        )}
        {message.files && <FileList files={message.files} />}
        <Reactions message={message} />
        {message.ephemeral && !inThread && (
          <button type="button" class="text-button dismiss" onClick={() => setDismissed(true)}>
            Dismiss message
          </button>
        )}
        {!inThread && (message.replyCount ?? 0) > 0 && <ThreadLink message={message} />}
      </div>
      {!message.ephemeral && !isEditing && (
        <MessageActions message={message} inThread={inThread} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
}
