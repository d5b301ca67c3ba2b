/** A card, and several of them side by side. */
import type { CardBlock, CarouselBlock } from '@slack/types';
import { ElementView } from '../elements/element.tsx';
import { imageSource } from '../text/image-source.ts';
import { TextObjectView } from '../text/text-object.tsx';

export function CardView({ block }: { block: CardBlock }) {
  return (
    <div class="card">
      {block.hero_image && (
        <img class="card-hero" src={imageSource(block.hero_image)} alt={block.hero_image.alt_text} />
      )}
      <div class="card-text">
        {block.icon && <img class="card-icon" src={imageSource(block.icon)} alt={block.icon.alt_text} />}
        {block.title && (
          <div class="card-title">
            <TextObjectView text={block.title} />
          </div>
        )}
        {block.subtitle && (
          <div class="context">
            <TextObjectView text={block.subtitle} />
          </div>
        )}
        {block.body && <TextObjectView text={block.body} />}
        {block.actions && (
          <div class="actions">
            {block.actions.map((button, index) => (
              <ElementView key={index} blockId={block.block_id ?? ''} element={button} dispatches />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

export function CarouselView({ block }: { block: CarouselBlock }) {
  return (
    <div class="carousel">
      {block.elements.map((card, index) => (
        <CardView key={index} block={card} />
      ))}
    </div>
  );
}
