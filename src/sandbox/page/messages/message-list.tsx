/** Messages with day lines, kept at its foot while one reads there. Arrow keys walk from message to message. */
import { type ComponentChildren, Fragment, type RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MessageState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { useRovingFocus } from '../elements/use-roving-focus.ts';
import { useReader, useWorkspace } from '../state/workspace.ts';
import { byDay, type MessageLine, toLines } from './group-messages.ts';
import { MessageRow } from './message-row.tsx';
import { useFoot } from './use-foot.ts';
import { useShownLines } from './use-shown-lines.ts';

interface MessageListProps {
  label: string;
  messages: MessageState[];
  /** How many were unread when the list was opened. */
  unread: number;
  inThread: boolean;
  /** Draws every message at once, for who searches them. */
  showsAll?: boolean;
  /** How often the reader sent something from here: each time they see the foot again. */
  sent: number;
  children?: ComponentChildren;
}

export function MessageList({ label, messages, unread, inThread, showsAll = false, sent, children }: MessageListProps) {
  const { me, place } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  const all = toLines(messages, useReader(), me.id, unread);
  const { lines, areAll } = useShownLines(list, all, place.message, showsAll);
  const { isAway, news } = useFoot(list, messages, me.id, sent);
  useShowMessage(list, place.message);
  const walk = useRovingFocus(list, { items: '[data-ts]' });
  return (
    <div
      ref={list}
      class="message-list"
      role="log"
      aria-label={label}
      onKeyDown={(event) => (event.target as HTMLElement).matches('[data-ts]') && walk(event)}
    >
      {areAll && children}
      {byDay(lines, me.timeZone).map(([day, ofDay]) => (
        <div key={day} class="day" role="presentation">
          {ofDay.map((line) => (
            <Fragment key={line.message.ts}>
              <LineMarks line={line} />
              <MessageRow
                message={line.message}
                isContinued={line.isContinued}
                inThread={inThread}
                isTabStop={line === lines.at(-1)}
                isTarget={line.message.ts === place.message}
              />
            </Fragment>
          ))}
        </div>
      ))}
      {isAway && <JumpButton list={list} news={news} />}
    </div>
  );
}

/** What stands above a message: a new day, the first that is new. */
function LineMarks({ line }: { line: MessageLine }) {
  return (
    <>
      {line.day && (
        <div class="day-line">
          <span>{line.day}</span>
        </div>
      )}
      {line.isFirstNew && (
        <div class="new-line">
          <span>New</span>
        </div>
      )}
    </>
  );
}

/** The way back for one who has read far up. */
function JumpButton({ list, news }: { list: RefObject<HTMLDivElement | null>; news: number }) {
  const words = news === 1 ? '1 new message' : `${news} new messages`;
  return (
    <button
      type="button"
      class="jump-newest"
      onClick={() => list.current?.scrollTo({ top: list.current.scrollHeight })}
    >
      <Icon name="down" size={14} /> {news > 0 ? words : 'Jump to newest'}
    </button>
  );
}

function useShowMessage(list: RefObject<HTMLDivElement | null>, ts: string | null): void {
  useEffect(() => {
    if (ts) list.current?.querySelector(`[data-ts="${CSS.escape(ts)}"]`)?.scrollIntoView({ block: 'center' });
  }, [list, ts]);
}
