/** Small grey text and pictures in a row. */
import type { ContextBlock } from '@slack/types';
import { imageSource } from '../text/image-source.ts';
import { TextObjectView } from '../text/text-object.tsx';

export function ContextRow({ block }: { block: ContextBlock }) {
  return (
    <div class="context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          <img key={index} src={imageSource(element)} alt={element.alt_text} />
        ) : (
          <span key={index}>
            <TextObjectView text={element} />
          </span>
        ),
      )}
    </div>
  );
}
