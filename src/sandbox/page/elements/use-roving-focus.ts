/** Arrow keys that move the focus through a list or a grid of controls, of which Tab reaches one. */
import type { RefObject } from 'preact';
import { useCallback } from 'preact/hooks';

interface Roving {
  /** Which elements take part, in order. */
  items: string;
  /** Items in a row: 1 is a list, in which the left and right arrows do nothing. */
  columns?: number;
  /** Past the last comes the first again. */
  wraps?: boolean;
}

/** Handles the arrows, Home and End; false for every other key. */
export function useRovingFocus(
  list: RefObject<HTMLElement | null>,
  { items, columns = 1, wraps = false }: Roving,
): (event: KeyboardEvent) => boolean {
  return useCallback(
    (event) => {
      const all = [...(list.current?.querySelectorAll<HTMLElement>(items) ?? [])];
      const at = all.indexOf(document.activeElement as HTMLElement);
      const next = nextIndex(event.key, at, all.length, columns, wraps);
      if (next === null) return false;
      event.preventDefault();
      all[next]?.focus();
      return true;
    },
    [list, items, columns, wraps],
  );
}

/** The index to go to; null when the key does not move, or nothing lies that way. */
export function nextIndex(key: string, at: number, count: number, columns: number, wraps: boolean): number | null {
  if (count === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = stepOf(key, columns);
  if (step === 0) return null;
  if (at < 0) return step > 0 ? 0 : count - 1;
  const next = at + step;
  if (next >= 0 && next < count) return next;
  return wraps ? (next + count) % count : null;
}

function stepOf(key: string, columns: number): number {
  if (key === 'ArrowDown') return columns;
  if (key === 'ArrowUp') return -columns;
  if (columns === 1) return 0;
  return { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0;
}
