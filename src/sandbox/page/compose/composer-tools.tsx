/** What stands around the composer's field: files, shortcuts, emoji, mention, send, and how the typed command is used. */
import { Icon } from '../elements/icon.tsx';
import { MenuButton } from '../elements/menu.tsx';
import { EmojiPicker } from '../messages/emoji-picker.tsx';
import { useWorkspace } from '../state/workspace.ts';
import { AttachButton } from './attach-button.tsx';
import { commandHint } from './completions.ts';

interface ComposerToolsProps {
  inThread: boolean;
  canSend: boolean;
  onFiles: (files: File[]) => void;
  onInsert: (text: string) => void;
  onSend: () => void;
}

export function ComposerTools({ inThread, canSend, onFiles, onInsert, onSend }: ComposerToolsProps) {
  return (
    <div class="composer-tools">
      <AttachButton onFiles={onFiles} />
      {!inThread && <ShortcutMenu />}
      <EmojiPicker label="Emoji" class="icon-button" onPick={(name) => onInsert(`:${name}: `)}>
        <Icon name="smile" />
      </EmojiPicker>
      <button
        type="button"
        class="icon-button"
        aria-label="Mention someone"
        title="Mention someone"
        onClick={() => onInsert('@')}
      >
        <Icon name="at" />
      </button>
      <button
        type="button"
        class="send-button"
        aria-label="Send now"
        title="Send now"
        disabled={!canSend}
        onClick={onSend}
      >
        <Icon name="send" />
      </button>
    </div>
  );
}

/** The app's global shortcuts. */
function ShortcutMenu() {
  const { state, act } = useWorkspace();
  const items = state.shortcuts
    .filter((shortcut) => shortcut.type === 'global')
    .map((shortcut) => ({
      key: shortcut.callbackId,
      label: shortcut.name,
      hint: shortcut.description,
      onPick: () => void act({ type: 'shortcut', callbackId: shortcut.callbackId }),
    }));
  return (
    <MenuButton label="Shortcuts" class="icon-button" items={items} heading={`${state.app.name} shortcuts`}>
      <Icon name="bolt" />
    </MenuButton>
  );
}

export function CommandHint({ typed }: { typed: string }) {
  const { state } = useWorkspace();
  const hint = commandHint(typed, state);
  if (!hint) return null;
  // A usage that is an example tells nothing to one who has typed it.
  const usage = typed.startsWith(`${hint.command} ${hint.usageHint}`) ? '' : ` · ${hint.usageHint}`;
  return (
    <p class="composer-hint">
      <b>{hint.command}</b> {hint.description}
      {usage}
    </p>
  );
}
