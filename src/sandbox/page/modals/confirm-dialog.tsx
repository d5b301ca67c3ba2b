/** "Are you sure?", as an element of a block asks it. */
import type { ConfirmationDialog } from '@slack/types';
import { useCallback, useState } from 'preact/hooks';
import { withEmoji } from '../text/emoji.ts';
import { TextObjectView } from '../text/text-object.tsx';
import { Dialog } from './dialog.tsx';

export interface Question {
  dialog: ConfirmationDialog;
  answer: (yes: boolean) => void;
}

/** The question that is open, and a way to ask one. */
export function useQuestions(): [Question | null, (dialog: ConfirmationDialog) => Promise<boolean>] {
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = useCallback(
    (dialog: ConfirmationDialog) =>
      new Promise<boolean>((resolve) => {
        const answer = (yes: boolean) => {
          setQuestion(null);
          resolve(yes);
        };
        setQuestion({ dialog, answer });
      }),
    [],
  );
  return [question, ask];
}

export function ConfirmDialog({ question }: { question: Question }) {
  const { dialog, answer } = question;
  // An Enter too many must not destroy anything.
  const isDanger = dialog.style === 'danger';
  return (
    <Dialog labelledBy="confirm-title" class="modal is-confirm" onCancel={() => answer(false)}>
      <header class="modal-header">
        <h1 id="confirm-title">{withEmoji(dialog.title?.text ?? 'Are you sure?')}</h1>
      </header>
      <div class="modal-body">
        <TextObjectView text={dialog.text} />
      </div>
      <footer class="modal-footer">
        <button type="button" autofocus={isDanger} class="button" onClick={() => answer(false)}>
          {withEmoji(dialog.deny?.text ?? 'Cancel')}
        </button>
        <button
          type="button"
          autofocus={!isDanger}
          class={`button ${isDanger ? 'is-danger' : 'is-primary'}`}
          onClick={() => answer(true)}
        >
          {withEmoji(dialog.confirm?.text ?? 'Yes')}
        </button>
      </footer>
    </Dialog>
  );
}
