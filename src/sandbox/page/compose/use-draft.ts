/** What was typed and attached and not sent, kept per person and conversation while the window is open. */
import { useCallback, useState } from 'preact/hooks';

export interface Draft {
  readonly text: string;
  readonly files: readonly File[];
}

export type EditDraft = (change: (draft: Draft) => Partial<Draft>) => void;

export const NOTHING: Draft = { text: '', files: [] };
const drafts = new Map<string, Draft>();

export function useDraft(key: string): [Draft, EditDraft] {
  const [, redraw] = useState({});
  const edit = useCallback(
    (change: (draft: Draft) => Partial<Draft>) => {
      const draft = drafts.get(key) ?? NOTHING;
      drafts.set(key, { ...draft, ...change(draft) });
      redraw({});
    },
    [key],
  );
  return [drafts.get(key) ?? NOTHING, edit];
}

/** What could not be sent, before whatever came in the meantime. */
export function givenBack(unsent: Draft, since: Draft): Draft {
  const text = [unsent.text, since.text].filter(Boolean).join('\n');
  return { text, files: [...unsent.files, ...since.files] };
}

export function isBlank({ text, files }: Draft): boolean {
  return text.trim() === '' && files.length === 0;
}
