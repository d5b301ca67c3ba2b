/** What was typed and not sent, kept per person and conversation while the window is open. */
import { useCallback, useState } from 'preact/hooks';

const drafts = new Map<string, string>();

export function useDraft(key: string): [string, (text: string) => void] {
  const [, redraw] = useState({});
  const set = useCallback(
    (text: string) => {
      drafts.set(key, text);
      redraw({});
    },
    [key],
  );
  return [drafts.get(key) ?? '', set];
}
