/** Only so many messages are drawn at once: the newest, and more as the reader goes up. */
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { MessageLine } from './group-messages.ts';

const STEP = 40;
/** So near to the top, more is drawn. */
const NEAR_TOP_PX = 600;
/** Messages above one that is looked for. */
const ABOVE = 15;

interface ShownLines {
  lines: MessageLine[];
  /** Nothing older is left out. */
  areAll: boolean;
}

/** The lines to draw. All of them while `wantsAll`; always the message `target`, when it is there. */
export function useShownLines(
  list: RefObject<HTMLElement | null>,
  all: MessageLine[],
  target: string | null,
  wantsAll: boolean,
): ShownLines {
  const [most, setMost] = useState(STEP);
  const at = target === null ? -1 : all.findIndex((line) => line.message.ts === target);
  const least = at < 0 ? 0 : all.length - at + ABOVE;
  const count = wantsAll ? all.length : Math.max(most, least);
  const areAll = count >= all.length;

  useEffect(() => {
    const element = list.current;
    if (!element || areAll) return undefined;
    const onScroll = () => {
      if (element.scrollTop < NEAR_TOP_PX) setMost(count + STEP);
    };
    element.addEventListener('scroll', onScroll);
    return () => element.removeEventListener('scroll', onScroll);
  }, [list, areAll, count]);

  return { lines: areAll ? all : beginningWhole(all.slice(-count)), areAll };
}

/** The first line that is drawn says whose it is, though its author's run began above it. */
function beginningWhole([first, ...others]: MessageLine[]): MessageLine[] {
  return first ? [{ ...first, isContinued: false }, ...others] : [];
}
