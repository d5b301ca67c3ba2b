/** Where one types: messages, commands with hints, mentions, emoji; the ⚡ menu of shortcuts. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChannelState } from '../../protocol.ts';
import { MenuButton } from '../elements/menu.tsx';
import { EmojiPicker } from '../messages/emoji-picker.tsx';
import { channelTitle, useWorkspace } from '../state/workspace.ts';
import { CompletionList } from './completion-list.tsx';
import { commandHint } from './completions.ts';
import { useCompletions } from './use-completions.ts';
import { useDraft } from './use-draft.ts';
import { useSend } from './use-send.ts';

const TALLEST_PX = 240;

export function Composer({ channel, threadTs = null }: { channel: ChannelState; threadTs?: string | null }) {
  const workspace = useWorkspace();
  const { state, act } = workspace;
  const [typed, setTyped] = useDraft(`${state.as}/${channel.id}/${threadTs ?? ''}`);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const sendTyped = useSend(channel, threadTs);
  const completions = useCompletions(field, typed, setTyped);
  const title = channelTitle(workspace, channel);
  const label = threadTs ? 'Reply…' : `Message ${channel.kind === 'dm' ? title : `#${title}`}`;
  const hint = commandHint(typed, state);

  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${Math.min(field.current.scrollHeight, TALLEST_PX)}px`;
  }, [typed]);

  const send = async () => {
    if (!typed.trim()) return;
    setTyped('');
    const wrong = await sendTyped(typed);
    setProblem(wrong);
    if (wrong) setTyped(typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (completions.onKeyDown(event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  };
  const insert = (text: string) => {
    setTyped(typed + text);
    field.current?.focus();
  };

  return (
    <div class="composer-area">
      {completions.list.length > 0 && (
        <CompletionList items={completions.list} active={completions.active} onPick={completions.accept} />
      )}
      {hint && (
        <p class="composer-hint">
          <b>{hint.command}</b> {hint.usageHint} <span>{hint.description}</span>
        </p>
      )}
      {problem && (
        <p class="composer-problem" role="alert">
          {problem}
        </p>
      )}
      <div class="composer">
        <textarea
          ref={field}
          aria-label={label}
          placeholder={label}
          rows={1}
          value={typed}
          aria-expanded={completions.list.length > 0}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            completions.onCaret();
            setProblem(null);
          }}
          onKeyUp={completions.onCaret}
          onClick={completions.onCaret}
          onKeyDown={onKeyDown}
        />
        <div class="composer-tools">
          {!threadTs && <ShortcutMenu onPick={(callbackId) => void act({ type: 'shortcut', callbackId })} />}
          <EmojiPicker label="Emoji" class="icon-button" onPick={(name) => insert(`:${name}: `)}>
            <span aria-hidden="true">☺</span>
          </EmojiPicker>
          <button
            type="button"
            class="icon-button"
            aria-label="Mention someone"
            title="Mention someone"
            onClick={() => insert('@')}
          >
            @
          </button>
          <button
            type="button"
            class="send-button"
            aria-label="Send now"
            title="Send now"
            disabled={!typed.trim()}
            onClick={() => void send()}
          >
            <span aria-hidden="true">➤</span>
          </button>
        </div>
      </div>
    </div>
  );
}

function ShortcutMenu({ onPick }: { onPick: (callbackId: string) => void }) {
  const { state } = useWorkspace();
  const items = state.shortcuts
    .filter((shortcut) => shortcut.type === 'global')
    .map((shortcut) => ({
      key: shortcut.callbackId,
      label: shortcut.name,
      hint: shortcut.description,
      onPick: () => onPick(shortcut.callbackId),
    }));
  return (
    <MenuButton label="Shortcuts" class="icon-button" items={items} heading={`${state.app.name} shortcuts`}>
      <span aria-hidden="true">⚡</span>
    </MenuButton>
  );
}
