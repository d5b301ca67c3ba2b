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
  const error = useContext(FieldErrors)[blockId];
  const hint = block.hint && withEmoji(block.hint.text);
  const ids = { label: `label-${blockId}`, hint: `hint-${blockId}`, error: `error-${blockId}` };
  const described = [error && ids.error, hint && ids.hint].filter(Boolean).join(' ');
  return (
    <div class={`input-block ${error ? 'has-error' : ''}`} data-block={blockId}>
      <label id={ids.label} for={`field-${blockId}`} class="input-label">
        {withEmoji(block.label.text)}
        {block.optional && <span class="input-optional"> (optional)</span>}
      </label>
      <ElementView
        blockId={blockId}
        element={block.element}
        dispatches={block.dispatch_action ?? false}
        labelledBy={ids.label}
        describedBy={described || undefined}
        invalid={error ? true : undefined}
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
