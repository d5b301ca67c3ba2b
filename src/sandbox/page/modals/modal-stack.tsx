/** The open modals: the topmost is shown, those below keep what was typed in them. */
import { useEffect, useRef } from 'preact/hooks';
import { withIds } from '../blocks/block-types.ts';
import { type FieldValue, pruneValues } from '../state/form-values.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Dialog } from './dialog.tsx';
import { Modal } from './modal.tsx';

export function ModalStack() {
  const { state, act } = useWorkspace();
  const forms = useRef(new Map<string, Map<string, FieldValue>>());
  const top = state.views.at(-1);

  useEffect(() => {
    const open = new Set(state.views.map((view) => view.id));
    for (const id of forms.current.keys()) if (!open.has(id)) forms.current.delete(id);
  }, [state.views]);

  if (top?.view.type !== 'modal') return null;
  const touched = forms.current.get(top.id) ?? new Map<string, FieldValue>();
  forms.current.set(top.id, touched);
  const blocks = withIds(top.view.blocks);
  pruneValues(blocks, touched);
  return (
    <Dialog labelledBy="modal-title" class="modal" onCancel={() => void act({ type: 'close_view', view: top.id })}>
      <Modal key={top.id} open={top} view={top.view} blocks={blocks} touched={touched} depth={state.views.length} />
    </Dialog>
  );
}
