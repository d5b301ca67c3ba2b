/** Messages with day lines, kept at its foot while one reads there. Arrow keys walk from message to message. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageState } from '../../protocol.ts';
import { useReader, useWorkspace } from '../state/workspace.ts';
import { toLines } from './group-messages.ts';
import { MessageRow } from './message-row.tsx';

interface MessageListProps {
  label: string;
  messages: MessageState[];
  /** How many were unread when the list was opened. */
  unread: number;
  inThread: boolean;
  children?: ComponentChildren;
}

const NEAR_FOOT_PX = 80;

export function MessageList({ label, messages, unread, inThread, children }: MessageListProps) {
  const { me, place } = useWorkspace();
  const lines = toLines(messages, useReader(), me.id, unread);
  const list = useRef<HTMLDivElement>(null);
  useStickToFoot(list);
  useShowMessage(list, place.message);
  return (
    <div ref={list} class="message-list" role="log" aria-label={label} onKeyDown={(event) => walk(event, list.current)}>
      {children}
      {lines.map((line, index) => (
        <div key={line.message.ts} role="presentation">
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
          <MessageRow
            message={line.message}
            isContinued={line.isContinued}
            inThread={inThread}
            isTabStop={index === lines.length - 1}
            isTarget={line.message.ts === place.message}
          />
        </div>
      ))}
    </div>
  );
}

/** New and growing messages keep the foot in view, unless the reader has scrolled up. */
function useStickToFoot(list: { current: HTMLDivElement | null }): void {
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
}

function useShowMessage(list: { current: HTMLDivElement | null }, ts: string | null): void {
  useEffect(() => {
    if (ts) list.current?.querySelector(`[data-ts="${CSS.escape(ts)}"]`)?.scrollIntoView({ block: 'center' });
  }, [list, ts]);
}

function walk(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target as HTMLElement;
  if (!step || !from.matches('[data-ts]')) return;
  event.preventDefault();
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-ts]') ?? [])];
  rows[rows.indexOf(from) + step]?.focus();
}
