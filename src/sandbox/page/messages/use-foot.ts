/** The foot of a list of messages: kept in view while one reads there, and what came since one left it. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageState } from '../../protocol.ts';

/** So near, one reads at the foot. */
const NEAR_PX = 80;
/** So far, one is offered a way back. */
const FAR_PX = 200;

type Place = 'at foot' | 'near' | 'far';

interface Foot {
  /** True when there should be a way back. */
  isAway: boolean;
  /** How many messages of others came since the foot was left. */
  news: number;
}

/** New and growing messages keep the foot in view, unless the reader has scrolled up; each new `sent` goes back there. */
export function useFoot(list: RefObject<HTMLElement | null>, messages: MessageState[], me: string, sent: number): Foot {
  const [place, setPlace] = useState<Place>('at foot');
  const follow = useRef<() => void>(() => undefined);
  const seen = useRef('');
  if (place === 'at foot') seen.current = messages.at(-1)?.ts ?? '';
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const watched = stickTo(element, setPlace);
    follow.current = watched.follow;
    return watched.stop;
  }, [list]);
  useEffect(() => {
    if (sent > 0) follow.current();
  }, [sent]);
  const news = messages.filter(({ ts, user }) => ts > seen.current && user !== me).length;
  return { isAway: place === 'far' || (place === 'near' && news > 0), news };
}

/** Keeps an element scrolled to its foot. `follow` goes there wherever the reader is. */
function stickTo(element: HTMLElement, onPlace: (place: Place) => void): { follow: () => void; stop: () => void } {
  let isAtFoot = true;
  let lastTop = 0;
  const stick = () => {
    if (isAtFoot) element.scrollTop = element.scrollHeight;
  };
  const onScroll = () => {
    // Content that grows above the fold scrolls nothing: only a reader moves up.
    const movedUp = element.scrollTop < lastTop;
    lastTop = element.scrollTop;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    isAtFoot = below < NEAR_PX || (isAtFoot && !movedUp);
    onPlace(placeOf(isAtFoot, below));
  };
  const growing = new MutationObserver(stick);
  growing.observe(element, { childList: true, subtree: true, characterData: true });
  const resizing = new ResizeObserver(stick);
  resizing.observe(element);
  void document.fonts.ready.then(stick);
  element.addEventListener('scroll', onScroll);
  element.addEventListener('load', stick, true);
  stick();
  const follow = () => {
    isAtFoot = true;
    onPlace('at foot');
    stick();
  };
  const stop = () => {
    growing.disconnect();
    resizing.disconnect();
    element.removeEventListener('scroll', onScroll);
    element.removeEventListener('load', stick, true);
  };
  return { follow, stop };
}

function placeOf(isAtFoot: boolean, below: number): Place {
  if (isAtFoot) return 'at foot';
  return below > FAR_PX ? 'far' : 'near';
}
