/** Where one types: messages, commands with hints, mentions, emoji, files; the ⚡ menu of shortcuts. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChannelState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { channelTitle, useWorkspace, type Workspace } from '../state/workspace.ts';
import { AttachedFiles } from './attached-files.tsx';
import { CompletionList } from './completion-list.tsx';
import { CommandHint, ComposerTools } from './composer-tools.tsx';
import { useAttachments } from './use-attachments.ts';
import { type Completions, useCompletions } from './use-completions.ts';
import { type Draft, type EditDraft, givenBack, isBlank, NOTHING, useDraft } from './use-draft.ts';
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
  const [draft, edit] = useDraft(`${workspace.state.as}/${channel.id}/${threadTs ?? ''}`);
  const { send, problem, setProblem, alsoInChannel, setAlsoInChannel } = useSending(channel, threadTs, draft, edit);
  const typed = draft.text;
  const setTyped = (text: string) => edit(() => ({ text }));
  const field = useField(typed);
  const completions = useCompletions(field, typed, setTyped);
  const attachments = useAttachments(field, edit, setProblem);
  const name = nameOf(workspace, channel);
  const label = threadTs ? 'Reply…' : `Message ${name}`;

  const sendNow = () => {
    if (isBlank(draft)) return;
    onSent();
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
    <>
      {attachments.isAbove && <DropVeil place={threadTs ? 'the thread' : name} />}
      <div class="composer-area">
        <CompletionList items={completions.list} active={completions.active} onPick={completions.accept} />
        <CommandHint typed={typed} />
        <Problem text={problem} />
        <div class="composer">
          <MessageField
            field={field}
            label={label}
            typed={typed}
            completions={completions}
            onInput={onInput}
            onPaste={attachments.onPaste}
            onEnter={sendNow}
          />
          <AttachedFiles files={draft.files} onRemove={attachments.remove} />
          {threadTs && <AlsoInChannel channel={channel} isChecked={alsoInChannel} onChange={setAlsoInChannel} />}
          <ComposerTools
            inThread={threadTs !== null}
            canSend={!isBlank(draft)}
            onFiles={attachments.add}
            onInsert={insert}
            onSend={sendNow}
          />
        </div>
      </div>
    </>
  );
}

interface MessageFieldProps {
  field: RefObject<HTMLTextAreaElement | null>;
  label: string;
  typed: string;
  completions: Completions;
  onInput: (text: string) => void;
  onPaste: (event: ClipboardEvent) => void;
  onEnter: () => void;
}

function MessageField({ field, label, typed, completions, onInput, onPaste, onEnter }: MessageFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (completions.onKeyDown(event) || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onEnter();
  };
  return (
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
      onPaste={onPaste}
    />
  );
}

/** Takes the draft out of the field and sends it; what does not go comes back, with what is wrong. */
function useSending(channel: ChannelState, threadTs: string | null, draft: Draft, edit: EditDraft) {
  const [problem, setProblem] = useState<string | null>(null);
  const [alsoInChannel, setAlsoInChannel] = useState(false);
  const sendDraft = useSend(channel, threadTs);
  const send = async () => {
    edit(() => NOTHING);
    const wrong = await sendDraft(draft, alsoInChannel);
    setProblem(wrong);
    if (wrong) edit((since) => givenBack(draft, since));
    else setAlsoInChannel(false);
  };
  return { send, problem, setProblem, alsoInChannel, setAlsoInChannel };
}

/** Over the conversation while files are held above it. */
function DropVeil({ place }: { place: string }) {
  return (
    <div class="drop-veil">
      <span>
        <Icon name="upload" /> Drop files to send them to {place}
      </span>
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
