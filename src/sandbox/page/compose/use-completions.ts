/** Completion of the word at the caret: arrows move, Tab or Enter takes, Esc closes. */
import { useState } from 'preact/hooks';
import { useWorkspace } from '../state/workspace.ts';
import { type Completion, completionsFor } from './completions.ts';

export interface Completions {
  list: Completion[];
  active: number;
  accept: (completion: Completion) => void;
  onCaret: () => void;
  /** True when the key was used here. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

export function useCompletions(
  field: { current: HTMLTextAreaElement | null },
  typed: string,
  setTyped: (text: string) => void,
): Completions {
  const { state } = useWorkspace();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const before = typed.slice(0, caret);
  const list = before && closedFor !== before ? completionsFor(before, state) : [];
  const at = Math.min(active, Math.max(0, list.length - 1));
  const isWhole = list[at]?.insert.trim() === before.slice(list[at]?.from);

  const accept = (completion: Completion) => {
    const next = typed.slice(0, completion.from) + completion.insert + typed.slice(caret).trimStart();
    const end = completion.from + completion.insert.length;
    setTyped(next);
    setCaret(end);
    setActive(0);
    const element = field.current;
    if (!element) return;
    element.value = next;
    element.focus();
    element.setSelectionRange(end, end);
  };
  const move = (by: number) => setActive((at + by + list.length) % list.length);
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: () => setClosedFor(before),
    Tab: () => list[at] && accept(list[at]),
    Enter: () => list[at] && accept(list[at]),
  };
  return {
    list,
    active: at,
    accept,
    onCaret: () => setCaret(field.current?.selectionStart ?? 0),
    onKeyDown: (event) => {
      const use = keys[event.key];
      const isSending = event.key === 'Enter' && (event.shiftKey || isWhole);
      if (list.length === 0 || !use || isSending) return false;
      event.preventDefault();
      event.stopPropagation();
      use();
      return true;
    },
  };
}
