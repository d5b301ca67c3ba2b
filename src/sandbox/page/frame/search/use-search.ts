/** The search of the open conversation: what was found, which of it one is at, and the marks on it. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { findText } from './find-text.ts';

const FOUND = 'search-found';
const HERE = 'search-here';

interface Search {
  count: number;
  /** 1 for the first; 0 while there is nothing. */
  at: number;
  move: (by: number) => void;
}

/** Looks through what is on the screen; the newest match comes first into view. `version` says when to look again. */
export function useSearch(words: string, version: number): Search {
  const [found, setFound] = useState<Range[]>([]);
  const [index, setIndex] = useState(0);

  useEffect(() => {
    const rows = document.querySelectorAll<HTMLElement>('main .message-list .message-text');
    setFound(findText(rows, words));
  }, [words, version]);
  useEffect(() => setIndex(Number.MAX_SAFE_INTEGER), [words]);

  const at = Math.min(index, found.length - 1);
  const here = found[at];
  useEffect(() => {
    mark(FOUND, found);
    mark(HERE, here ? [here] : []);
    return () => {
      mark(FOUND, []);
      mark(HERE, []);
    };
  }, [found, here]);
  useEffect(() => here?.startContainer.parentElement?.scrollIntoView({ block: 'center' }), [here]);

  const move = useCallback(
    (by: number) => found.length > 0 && setIndex((at + by + found.length) % found.length),
    [at, found.length],
  );
  return { count: found.length, at: found.length === 0 ? 0 : at + 1, move };
}

/** Marks ranges without touching the page's elements, in browsers that can. */
function mark(name: string, ranges: Range[]): void {
  if (!('highlights' in CSS)) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
