/** Where one types: messages, commands with hints, mentions, emoji; the ⚡ menu of shortcuts. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChannelState } from '../../protocol.ts';
import { channelTitle, useWorkspace, type Workspace } from '../state/workspace.ts';
import { CompletionList } from './completion-list.tsx';
import { CommandHint, ComposerTools } from './composer-tools.tsx';
import { useCompletions } from './use-completions.ts';
import { useDraft } from './use-draft.ts';
import { useSend } from './use-send.ts';
import { useTypedElsewhere } from './use-typed-elsewhere.ts';

const TALLEST_PX = 240;

interface ComposerProps {
  channel: ChannelState;
  threadTs?: string | null;
  onSent: () => void;
}

export function Composer({ channel, threadTs = null, onSent }: ComposerProps) {
  const workspace = useWorkspace();
  const [typed, setTyped] = useDraft(`${workspace.state.as}/${channel.id}/${threadTs ?? ''}`);
  const [problem, setProblem] = useState<string | null>(null);
  const [alsoInChannel, setAlsoInChannel] = useState(false);
  const field = useField(typed);
  const sendTyped = useSend(channel, threadTs);
  const completions = useCompletions(field, typed, setTyped);
  const label = threadTs ? 'Reply…' : `Message ${nameOf(workspace, channel)}`;

  const send = async () => {
    if (!typed.trim()) return;
    setTyped('');
    onSent();
    const wrong = await sendTyped(typed, alsoInChannel);
    setProblem(wrong);
    if (wrong) setTyped(typed);
    else setAlsoInChannel(false);
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
        {threadTs && <AlsoInChannel channel={channel} isChecked={alsoInChannel} onChange={setAlsoInChannel} />}
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

interface AlsoInChannelProps {
  channel: ChannelState;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

function AlsoInChannel({ channel, isChecked, onChange }: AlsoInChannelProps) {
  if (channel.kind === 'dm') return null;
  return (
    <label class="also-in-channel">
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.currentTarget.checked)} />
      Also send to #{channel.name}
    </label>
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

function nameOf(workspace: Workspace, channel: ChannelState): string {
  const title = channelTitle(workspace, channel);
  return channel.kind === 'dm' ? title : `#${title}`;
}

/** As high as what is typed, up to a limit; takes what is typed elsewhere. */
function useField(typed: string): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  useTypedElsewhere(field);
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${Math.min(field.current.scrollHeight, TALLEST_PX)}px`;
  }, [field, typed]);
  return field;
}
