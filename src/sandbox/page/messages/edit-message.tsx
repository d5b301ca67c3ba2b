/** The author's own message, open for a correction. */
import { useState } from 'preact/hooks';
import type { MessageState } from '../../protocol.ts';
import { useWorkspace } from '../state/workspace.ts';
import { toStoredText, toTypedText } from '../text/compose.ts';

export function EditMessage({ message, onDone }: { message: MessageState; onDone: () => void }) {
  const { act, state } = useWorkspace();
  const [typed, setTyped] = useState(() => toTypedText(message.text, state.people, state.channels));
  const save = async () => {
    const text = toStoredText(typed.trim(), state.people, state.channels);
    if (text && text !== message.text) await act({ type: 'edit', channel: message.channel, ts: message.ts, text });
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void save();
  };
  return (
    <div class="edit-message">
      <textarea
        class="text-input"
        aria-label="Edit message"
        rows={2}
        autofocus
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="actions">
        <button type="button" class="button" onClick={onDone}>
          Cancel
        </button>
        <button type="button" class="button is-primary" onClick={() => void save()}>
          Save
        </button>
      </div>
    </div>
  );
}
