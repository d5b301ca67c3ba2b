/** The width of the side sheet: drawn by its edge or moved by arrow keys, remembered in this browser. */
import { useState } from 'preact/hooks';

const KEY = 'floorwalker.sheet-width';
const LEAST = 360;
const MOST = 900;
const USUAL = 480;
const STEP = 32;

interface SheetWidth {
  width: number;
  /** For the element that is the edge. */
  edge: Record<string, unknown>;
}

export function useWidth(): SheetWidth {
  const [width, setWidth] = useState(() => within(Number(localStorage.getItem(KEY) ?? USUAL) || USUAL));
  const change = (to: number) => {
    const next = within(to);
    setWidth(next);
    localStorage.setItem(KEY, String(next));
  };
  const onPointerDown = (event: PointerEvent) => {
    event.preventDefault();
    const edge = event.currentTarget as HTMLElement;
    edge.setPointerCapture(event.pointerId);
    const onMove = (move: PointerEvent) => change(innerWidth - move.clientX);
    edge.addEventListener('pointermove', onMove);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', onMove), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (!step) return;
    event.preventDefault();
    change(width + step);
  };
  return {
    width,
    edge: {
      tabIndex: 0,
      'aria-orientation': 'vertical',
      'aria-valuenow': width,
      'aria-valuemin': LEAST,
      'aria-valuemax': MOST,
      onPointerDown,
      onKeyDown,
    },
  };
}

function within(width: number): number {
  return Math.round(Math.max(LEAST, Math.min(MOST, width)));
}
