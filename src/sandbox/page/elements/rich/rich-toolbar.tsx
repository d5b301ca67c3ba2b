/** The buttons above a rich text field, pressed where the selection is already so; and the field for a link. */
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { safeUrl } from '../../text/safe-url.ts';
import { Icon } from '../icon.tsx';
import { COMMANDS, isOn, type RichCommand } from './rich-commands.ts';

interface RichToolbarProps {
  field: RefObject<HTMLDivElement | null>;
  isLinking: boolean;
  onRun: (command: RichCommand) => void;
  /** Null: no link after all. */
  onLink: (url: string | null) => void;
}

export function RichToolbar({ field, isLinking, onRun, onLink }: RichToolbarProps) {
  const on = useCommandsOn(field);
  return (
    <>
      <div class="rich-tools" role="toolbar" aria-label="Formatting">
        {COMMANDS.map((command) => (
          <button
            key={command.name}
            type="button"
            class="icon-button"
            aria-label={command.label}
            title={command.label}
            aria-pressed={on.has(command.name)}
            // The selection stays in the field.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onRun(command)}
          >
            <Icon name={command.icon} size={16} />
          </button>
        ))}
      </div>
      {isLinking && <LinkField onLink={onLink} />}
    </>
  );
}

function LinkField({ onLink }: { onLink: (url: string | null) => void }) {
  const [typed, setTyped] = useState('https://');
  const done = () => onLink(safeUrl(typed));
  const keys: Record<string, () => void> = { Enter: done, Escape: () => onLink(null) };
  return (
    <div class="rich-link">
      <input
        class="text-input"
        type="text"
        aria-label="Link address"
        value={typed}
        ref={(input) => input?.focus()}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          const use = keys[event.key];
          if (!use) return;
          event.preventDefault();
          event.stopPropagation();
          use();
        }}
      />
      <button type="button" class="button" onClick={done}>
        Save
      </button>
    </div>
  );
}

function useCommandsOn(field: RefObject<HTMLDivElement | null>): ReadonlySet<string> {
  const [on, setOn] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const look = () =>
      setOn(new Set(COMMANDS.filter(({ name }) => isOn(name, field.current)).map((command) => command.name)));
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [field]);
  return on;
}
