/** Text or fields, with one element beside them. */
import type { SectionBlock } from '@slack/types';
import { ElementView } from '../elements/element.tsx';
import { TextObjectView } from '../text/text-object.tsx';

export function SectionView({ block }: { block: SectionBlock }) {
  return (
    <div class="section">
      <div class="section-text">
        {block.text && (
          <div>
            <TextObjectView text={block.text} />
          </div>
        )}
        {block.fields && (
          <div class="fields">
            {block.fields.map((field, index) => (
              <div key={index}>
                <TextObjectView text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div class={`accessory is-${block.accessory.type}`}>
          <ElementView blockId={block.block_id ?? ''} element={block.accessory} dispatches />
        </div>
      )}
    </div>
  );
}
