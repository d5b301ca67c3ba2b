/** The list above the composer. */
import { useEffect, useRef } from 'preact/hooks';
import type { Completion } from './completions.ts';

interface CompletionListProps {
  items: Completion[];
  active: number;
  onPick: (completion: Completion) => void;
}

export function CompletionList({ items, active, onPick }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-active=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, items]);
  if (items.length === 0) return null;
  return (
    <div class="completions menu" role="listbox" aria-label="Suggestions" ref={list}>
      {items.map((item, index) => (
        <div
          key={item.key}
          role="option"
          class="menu-item"
          aria-selected={index === active}
          data-active={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(item);
          }}
        >
          <span class="menu-label">
            {item.label} {item.usage && <span class="menu-hint">{item.usage}</span>}
          </span>
          <span class="menu-hint">{item.hint}</span>
        </div>
      ))}
    </div>
  );
}
