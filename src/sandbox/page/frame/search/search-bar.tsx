/** The field that searches the open conversation. Enter goes up to older matches, Shift+Enter down, Esc closes. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../elements/icon.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { useSearch } from './use-search.ts';

export function SearchBar({ title, onClose }: { title: string; onClose: () => void }) {
  const { state } = useWorkspace();
  const [words, setWords] = useState('');
  const { count, at, move } = useSearch(words, state.version);
  const field = useRef<HTMLInputElement>(null);
  // At once: what is typed meanwhile would go elsewhere.
  useLayoutEffect(() => field.current?.focus(), []);
  const keys: Record<string, (event: KeyboardEvent) => void> = {
    Escape: onClose,
    Enter: (event) => move(event.shiftKey ? 1 : -1),
    ArrowUp: () => move(-1),
    ArrowDown: () => move(1),
  };
  return (
    <div class="search-bar" role="search">
      <Icon name="search" size={16} />
      <input
        ref={field}
        type="text"
        aria-label={`Search in ${title}`}
        placeholder={`Search in ${title}`}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          const use = keys[event.key];
          if (!use) return;
          event.preventDefault();
          use(event);
        }}
      />
      <span class="search-count" role="status">
        {countInWords(words, count, at)}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="Older match"
        disabled={count === 0}
        onClick={() => move(-1)}
      >
        <Icon name="up" size={15} />
      </button>
      <button type="button" class="icon-button" aria-label="Newer match" disabled={count === 0} onClick={() => move(1)}>
        <Icon name="down" size={15} />
      </button>
      <button type="button" class="icon-button" aria-label="Close search" onClick={onClose}>
        <Icon name="close" size={15} />
      </button>
    </div>
  );
}

function countInWords(words: string, count: number, at: number): string {
  if (!words.trim()) return '';
  return count === 0 ? `Nothing here says “${words.trim()}”` : `${at} of ${count}`;
}
