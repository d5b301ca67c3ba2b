/** The open modals: the topmost is shown, those below keep what was typed in them. */
import type { ConfirmationDialog } from '@slack/types';
import { useEffect, useRef } from 'preact/hooks';
import { withIds } from '../blocks/block-types.ts';
import { beginningIn } from '../blocks/current-conversation.ts';
import { type FieldValue, isChanged, pruneValues } from '../state/form-values.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Dialog } from './dialog.tsx';
import { Modal } from './modal.tsx';

const DISCARD: ConfirmationDialog = {
  title: { type: 'plain_text', text: 'Discard what you typed?' },
  text: { type: 'plain_text', text: 'It has not been sent.' },
  confirm: { type: 'plain_text', text: 'Discard' },
  deny: { type: 'plain_text', text: 'Keep editing' },
  style: 'danger',
};

export function ModalStack() {
  const { state, place, act, confirm } = useWorkspace();
  const forms = useRef(new Map<string, Map<string, FieldValue>>());
  const top = state.views.at(-1);

  useEffect(() => {
    const open = new Set(state.views.map((view) => view.id));
    for (const id of forms.current.keys()) if (!open.has(id)) forms.current.delete(id);
  }, [state.views]);

  if (top?.view.type !== 'modal') return null;
  const touched = forms.current.get(top.id) ?? new Map<string, FieldValue>();
  forms.current.set(top.id, touched);
  const blocks = beginningIn(place.channel, withIds(top.view.blocks));
  pruneValues(blocks, touched);
  const leave = async () => {
    if (isChanged(blocks, touched) && !(await confirm(DISCARD))) return;
    await act({ type: 'close_view', view: top.id });
  };
  return (
    <Dialog labelledBy="modal-title" class="modal" onCancel={() => void leave()}>
      <Modal key={top.id} open={top} view={top.view} blocks={blocks} touched={touched} depth={state.views.length} />
    </Dialog>
  );
}
