/** Where one types: messages, commands with hints, mentions, emoji; the ⚡ menu of shortcuts. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChannelState } from '../../protocol.ts';
import { channelTitle, useWorkspace } from '../state/workspace.ts';
import { CompletionList } from './completion-list.tsx';
import { CommandHint, ComposerTools } from './composer-tools.tsx';
import { useCompletions } from './use-completions.ts';
import { useDraft } from './use-draft.ts';
import { useSend } from './use-send.ts';

const TALLEST_PX = 240;

export function Composer({ channel, threadTs = null }: { channel: ChannelState; threadTs?: string | null }) {
  const workspace = useWorkspace();
  const [typed, setTyped] = useDraft(`${workspace.state.as}/${channel.id}/${threadTs ?? ''}`);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const sendTyped = useSend(channel, threadTs);
  const completions = useCompletions(field, typed, setTyped);
  const title = channelTitle(workspace, channel);
  const label = threadTs ? 'Reply…' : `Message ${channel.kind === 'dm' ? title : `#${title}`}`;
  useGrowingField(field, typed);

  const send = async () => {
    if (!typed.trim()) return;
    setTyped('');
    const wrong = await sendTyped(typed);
    setProblem(wrong);
    if (wrong) setTyped(typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (completions.onKeyDown(event) || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  };
  const onInput = (text: string) => {
    setTyped(text);
    completions.onCaret();
    setProblem(null);
  };
  const insert = (text: string) => {
    onInput(typed + text);
    field.current?.focus();
  };

  return (
    <div class="composer-area">
      <CompletionList items={completions.list} active={completions.active} onPick={completions.accept} />
      <CommandHint typed={typed} />
      <Problem text={problem} />
      <div class="composer">
        <textarea
          ref={field}
          aria-label={label}
          placeholder={label}
          rows={1}
          value={typed}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyUp={completions.onCaret}
          onClick={completions.onCaret}
          onKeyDown={onKeyDown}
        />
        <ComposerTools
          inThread={threadTs !== null}
          canSend={typed.trim() !== ''}
          onInsert={insert}
          onSend={() => void send()}
        />
      </div>
    </div>
  );
}

function Problem({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <p class="composer-problem" role="alert">
      {text}
    </p>
  );
}

/** As high as what is typed, up to a limit. */
function useGrowingField(field: { current: HTMLTextAreaElement | null }, typed: string): void {
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${Math.min(field.current.scrollHeight, TALLEST_PX)}px`;
  }, [field, typed]);
}
