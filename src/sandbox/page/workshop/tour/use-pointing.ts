/** Keeps an eye on what the tour points at: where it is now, and whether it can be seen. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { findSpot, type Spot, topDialog } from './spots.ts';
import type { Box } from './place-card.ts';
import type { Aim } from './steps.ts';

export interface Pointing {
  spot: Spot | null;
  /** Where it is in the window; null when it is not in view. */
  box: Box | null;
  /** What the card had better not stand on. */
  keepClear: Box[];
}

const LOOK_MS = 120;
const NOWHERE: Pointing = { spot: null, box: null, keepClear: [] };
/** On a message that is pointed at the actions show though nobody hovers. */
const MARK = 'data-tour-target';

/** Looks several times a second: what is pointed at moves, is redrawn, and comes and goes with menus and forms. */
export function usePointing(aims: readonly Aim[], host: HTMLElement): Pointing {
  const [pointing, setPointing] = useState(NOWHERE);
  const wanted = useRef(aims);
  wanted.current = aims;
  useEffect(() => {
    let last = '';
    let at: HTMLElement | null = null;
    const look = () => {
      const spot = findSpot(wanted.current);
      raise(host);
      at = moveMark(at, spot);
      const seen = pointingAt(spot, host);
      const now = JSON.stringify([seen.box, seen.keepClear, spot?.text, spot?.canFill]);
      if (now !== last) setPointing(seen);
      last = now;
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    addEventListener('scroll', look, true);
    addEventListener('resize', look);
    return () => {
      clearInterval(timer);
      removeEventListener('scroll', look, true);
      removeEventListener('resize', look);
      moveMark(at, null);
    };
  }, [host]);
  return pointing;
}

function pointingAt(spot: Spot | null, host: HTMLElement): Pointing {
  const box = spot && isInView(spot.element, host) ? boxOf(spot.element) : null;
  return { spot, box, keepClear: placesToKeepClear(spot) };
}

/** Brings what is newly pointed at into view. Returns what is marked now. */
function moveMark(before: HTMLElement | null, spot: Spot | null): HTMLElement | null {
  const after = spot?.element ?? null;
  if (after === before) return before;
  before?.closest('[data-ts]')?.removeAttribute(MARK);
  after?.closest('[data-ts]')?.setAttribute(MARK, '');
  after?.scrollIntoView({ block: 'nearest' });
  return after;
}

/** A modal dialog makes all outside of it dead: the tour moves into it. And whatever opened last is above: so it opens again. */
function raise(host: HTMLElement): void {
  const home = topDialog() ?? document.body;
  const above = [...document.querySelectorAll('.popup:popover-open')].at(-1) ?? null;
  const isHome = host.parentElement === home;
  if (isHome && above === lastAbove.get(host) && host.matches(':popover-open')) return;
  lastAbove.set(host, above);
  const focused = host.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  if (!isHome) home.append(host);
  if (host.matches(':popover-open')) host.hidePopover();
  host.showPopover();
  focused?.focus();
}

const lastAbove = new WeakMap<HTMLElement, Element | null>();

function isInView(element: HTMLElement, host: HTMLElement): boolean {
  const { x, y, width, height } = element.getBoundingClientRect();
  const hit = document
    .elementsFromPoint(x + width / 2, y + height / 2)
    .find((candidate) => !host.contains(candidate) && candidate !== host);
  return hit !== undefined && (element.contains(hit) || hit.contains(element));
}

function boxOf(element: Element): Box {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

function placesToKeepClear(spot: Spot | null): Box[] {
  const around = [topDialog(), ...document.querySelectorAll('.popup:popover-open'), spot?.element.closest('[data-ts]')];
  return around.filter((one) => one instanceof Element).map(boxOf);
}
