/** One modal: title, fields with their errors, submit and close. What was typed stays until it is gone for good. */
import type { ModalView } from '@slack/types';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OpenViewState } from '../../protocol.ts';
import { BlockList } from '../blocks/block.tsx';
import type { PageBlock } from '../blocks/block-types.ts';
import { FieldErrors } from '../blocks/input-block.tsx';
import { SurfaceContext, useSurfaceOf } from '../blocks/surface.ts';
import { checkForm } from '../state/form-check.ts';
import { Icon } from '../elements/icon.tsx';
import { BotMark } from '../frame/avatar.tsx';
import type { FieldValue } from '../state/form-values.ts';
import { useWorkspace } from '../state/workspace.ts';
import { withEmoji } from '../text/emoji.ts';
import { focusFirstError, focusFirstField, ignoreHeldEnter, keepFocus } from './modal-focus.ts';

interface ModalProps {
  open: OpenViewState;
  view: ModalView;
  blocks: PageBlock[];
  touched: Map<string, FieldValue>;
  depth: number;
}

export function Modal({ open, view, blocks, touched, depth }: ModalProps) {
  const { act } = useWorkspace();
  const surface = useSurfaceOf('modal', { view: open.id }, blocks, touched);
  const form = useRef<HTMLFormElement>(null);
  const [checked, setChecked] = useState<Record<string, string>>({});
  const [isSending, setSending] = useState(false);
  const errors = { ...open.errors, ...checked };
  useLayoutEffect(() => focusFirstField(form.current), [open.id]);
  useLayoutEffect(() => keepFocus(form.current), [view]);
  useEffect(() => focusFirstError(form.current), [checked, open.errors]);

  const submit = async () => {
    if (isSending) return;
    const values = surface.form.values();
    const wrong = checkForm(blocks, values);
    setChecked(wrong);
    if (Object.keys(wrong).length > 0) return;
    setSending(true);
    await act({ type: 'submit', view: open.id, state: values });
    setSending(false);
  };
  const close = (all: boolean) => void act({ type: 'close_view', view: open.id, ...(all ? { all } : {}) });

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        ignoreHeldEnter(event);
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && view.submit) void submit();
      }}
    >
      <ModalHeader title={withEmoji(view.title.text)} isPushed={depth > 1} onClose={close} />
      <div class="modal-body" tabIndex={-1}>
        {open.trouble && (
          <div class="alert is-error" role="alert">
            {open.trouble}
          </div>
        )}
        <FieldErrors.Provider value={errors}>
          <SurfaceContext.Provider value={surface}>
            <BlockList blocks={blocks} />
          </SurfaceContext.Provider>
        </FieldErrors.Provider>
      </div>
      <footer class="modal-footer">
        <button type="button" class="button" onClick={() => close(false)}>
          {withEmoji(view.close?.text ?? 'Close')}
        </button>
        {view.submit && (
          <button type="submit" class="button is-primary" aria-busy={isSending} disabled={isSending}>
            {withEmoji(view.submit.text)}
          </button>
        )}
      </footer>
    </form>
  );
}

interface ModalHeaderProps {
  title: string;
  isPushed: boolean;
  onClose: (all: boolean) => void;
}

function ModalHeader({ title, isPushed, onClose }: ModalHeaderProps) {
  return (
    <header class="modal-header">
      {isPushed && (
        <button type="button" class="icon-button" aria-label="Back" title="Back" onClick={() => onClose(false)}>
          <Icon name="left" size={22} />
        </button>
      )}
      <span class="app-dot" aria-hidden="true">
        <BotMark />
      </span>
      <h1 id="modal-title">{title}</h1>
      <button type="button" class="icon-button" aria-label="Close dialog" title="Close" onClick={() => onClose(true)}>
        <Icon name="close" size={20} />
      </button>
    </header>
  );
}
