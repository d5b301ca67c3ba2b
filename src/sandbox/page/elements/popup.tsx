/** A floating panel beside its anchor, above everything, dialogs included. Esc and a click elsewhere close it. */
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

interface PopupProps {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ComponentChildren;
  align?: 'start' | 'end';
  /** As wide as the anchor at least. */
  matchWidth?: boolean;
  class?: string;
}

const GAP = 4;
const MARGIN = 8;

export function Popup({
  anchor,
  onClose,
  children,
  align = 'start',
  matchWidth = false,
  class: name = '',
}: PopupProps) {
  const panel = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return undefined;
    element.showPopover();
    const place = () => anchor.current && placeBeside(element, anchor.current, align, matchWidth);
    place();
    const resizing = new ResizeObserver(place);
    resizing.observe(element);
    addEventListener('scroll', place, true);
    return () => {
      resizing.disconnect();
      removeEventListener('scroll', place, true);
    };
  }, [anchor, align, matchWidth]);

  useEffect(() => {
    const onPointer = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!panel.current?.contains(target) && !anchor.current?.contains(target)) onClose();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
      anchor.current?.focus();
    };
    addEventListener('pointerdown', onPointer, true);
    addEventListener('keydown', onKey, true);
    return () => {
      removeEventListener('pointerdown', onPointer, true);
      removeEventListener('keydown', onKey, true);
    };
  }, [anchor, onClose]);

  return (
    <div ref={panel} popover="manual" class={`popup ${name}`}>
      {children}
    </div>
  );
}

/** Below the anchor, or above it where there is more room; never outside the window. */
function placeBeside(panel: HTMLElement, anchor: HTMLElement, align: 'start' | 'end', matchWidth: boolean): void {
  const at = anchor.getBoundingClientRect();
  if (matchWidth) panel.style.minWidth = `${at.width}px`;
  panel.style.maxHeight = '';
  const below = innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const goesUp = panel.offsetHeight > below && above > below;
  const room = goesUp ? above : below;
  panel.style.maxHeight = `${Math.max(room, 120)}px`;
  const top = goesUp ? at.top - GAP - Math.min(panel.offsetHeight, room) : at.bottom + GAP;
  const wantedLeft = align === 'start' ? at.left : at.right - panel.offsetWidth;
  const left = Math.max(MARGIN, Math.min(wantedLeft, innerWidth - panel.offsetWidth - MARGIN));
  panel.style.top = `${Math.max(MARGIN, top)}px`;
  panel.style.left = `${left}px`;
}
