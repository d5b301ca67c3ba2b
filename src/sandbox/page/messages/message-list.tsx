/** Messages with day lines, kept at its foot while one reads there. Arrow keys walk from message to message. */
import { type ComponentChildren, Fragment, type RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { useRovingFocus } from '../elements/use-roving-focus.ts';
import { useReader, useWorkspace } from '../state/workspace.ts';
import { byDay, type MessageLine, toLines } from './group-messages.ts';
import { MessageRow } from './message-row.tsx';
import { useShownLines } from './use-shown-lines.ts';

interface MessageListProps {
  label: string;
  messages: MessageState[];
  /** How many were unread when the list was opened. */
  unread: number;
  inThread: boolean;
  /** Draws every message at once, for who searches them. */
  showsAll?: boolean;
  children?: ComponentChildren;
}

const NEAR_FOOT_PX = 80;

export function MessageList({ label, messages, unread, inThread, showsAll = false, children }: MessageListProps) {
  const { me, place } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  const all = toLines(messages, useReader(), me.id, unread);
  const { lines, areAll } = useShownLines(list, all, place.message, showsAll);
  const isAway = useStickToFoot(list);
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
      {isAway && <JumpButton list={list} />}
    </div>
  );
}

/** What stands above a message: a new day, the first that is new. */
function LineMarks({ line }: { line: MessageLine }) {
  return (
    <>
      {line.day && <div class="day-rule" />}
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
function JumpButton({ list }: { list: RefObject<HTMLDivElement | null> }) {
  return (
    <button
      type="button"
      class="jump-newest"
      onClick={() => list.current?.scrollTo({ top: list.current.scrollHeight })}
    >
      <Icon name="down" size={14} /> Jump to newest
    </button>
  );
}

/** New and growing messages keep the foot in view, unless the reader has scrolled up. True while they are a window's height away. */
function useStickToFoot(list: RefObject<HTMLDivElement | null>): boolean {
  const [isAway, setAway] = useState(false);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    let isAtFoot = true;
    let lastTop = 0;
    const stick = () => {
      if (isAtFoot) element.scrollTop = element.scrollHeight;
    };
    const onScroll = () => {
      // Content that grows above the fold scrolls nothing: only a reader moves up.
      const movedUp = element.scrollTop < lastTop;
      lastTop = element.scrollTop;
      const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_FOOT_PX;
      isAtFoot = isNear || (isAtFoot && !movedUp);
      setAway(element.scrollHeight - element.scrollTop - element.clientHeight > element.clientHeight);
    };
    const growing = new MutationObserver(stick);
    growing.observe(element, { childList: true, subtree: true, characterData: true });
    const resizing = new ResizeObserver(stick);
    resizing.observe(element);
    void document.fonts.ready.then(stick);
    element.addEventListener('scroll', onScroll);
    element.addEventListener('load', stick, true);
    stick();
    return () => {
      growing.disconnect();
      resizing.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('load', stick, true);
    };
  }, [list]);
  return isAway;
}

function useShowMessage(list: RefObject<HTMLDivElement | null>, ts: string | null): void {
  useEffect(() => {
    if (ts) list.current?.querySelector(`[data-ts="${CSS.escape(ts)}"]`)?.scrollIntoView({ block: 'center' });
  }, [list, ts]);
}
