/** A labelled field of a form, with its hint and its error. */
import type { InputBlock } from '@slack/types';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { ElementView } from '../elements/element.tsx';
import { withEmoji } from '../text/emoji.ts';

/** Errors of the form at hand: block id → text. */
export const FieldErrors = createContext<Readonly<Record<string, string>>>({});

export function InputField({ block }: { block: InputBlock }) {
  const blockId = block.block_id ?? '';
  const error = useContext(FieldErrors)[blockId] || undefined;
  const hint = block.hint && withEmoji(block.hint.text);
  const ids = { label: `label-${blockId}`, hint: `hint-${blockId}`, error: `error-${blockId}` };
  return (
    <div class={`input-block ${error ? 'has-error' : ''}`} data-block={blockId}>
      <FieldLabel id={ids.label} block={block} />
      <ElementView
        blockId={blockId}
        element={block.element}
        dispatches={block.dispatch_action ?? false}
        labelledBy={ids.label}
        describedBy={describedBy(error && ids.error, hint && ids.hint)}
        invalid={error !== undefined}
        optional={block.optional}
      />
      {error && (
        <p id={ids.error} class="input-error" role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p id={ids.hint} class="input-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

function FieldLabel({ id, block }: { id: string; block: InputBlock }) {
  return (
    <label id={id} for={`field-${block.block_id ?? ''}`} class="input-label">
      {withEmoji(block.label.text)}
      {block.optional && <span class="input-optional"> (optional)</span>}
    </label>
  );
}

function describedBy(...ids: (string | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}
