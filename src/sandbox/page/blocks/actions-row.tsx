/** A row of buttons and menus. */
import type { ActionsBlock } from '@slack/types';
import { keyAt } from './block-types.ts';
import { ElementView } from '../elements/element.tsx';

export function ActionsRow({ block }: { block: ActionsBlock }) {
  return (
    <div class="actions">
      {block.elements.map((element, index) => (
        <ElementView
          key={keyAt(index, element.action_id)}
          blockId={block.block_id ?? ''}
          element={element}
          dispatches
        />
      ))}
    </div>
  );
}
