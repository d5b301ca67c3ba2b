/** A card, and several of them side by side. */
import type { CardBlock, CarouselBlock } from '@slack/types';
import { useRef } from 'preact/hooks';
import { ElementView } from '../elements/element.tsx';
import { Icon } from '../elements/icon.tsx';
import { imageSource } from '../text/image-source.ts';
import { TextObjectView } from '../text/text-object.tsx';

export function CardView({ block }: { block: CardBlock }) {
  return (
    <div class="card">
      {block.hero_image && (
        <img class="card-hero" src={imageSource(block.hero_image)} alt={block.hero_image.alt_text} />
      )}
      <CardHead block={block} />
      {block.body && (
        <div class="card-text">
          <TextObjectView text={block.body} />
        </div>
      )}
      {block.actions && (
        <div class="actions">
          {block.actions.map((button, index) => (
            <ElementView key={index} blockId={block.block_id ?? ''} element={button} dispatches />
          ))}
        </div>
      )}
    </div>
  );
}

function CardHead({ block }: { block: CardBlock }) {
  if (!block.icon && !block.title && !block.subtitle) return null;
  return (
    <div class="card-head">
      {block.icon && <img class="card-icon" src={imageSource(block.icon)} alt={block.icon.alt_text} />}
      <div>
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
      </div>
    </div>
  );
}

export function CarouselView({ block }: { block: CarouselBlock }) {
  const row = useRef<HTMLDivElement>(null);
  const slide = (by: number) => row.current?.scrollBy({ left: by * row.current.clientWidth * 0.8, behavior: 'smooth' });
  return (
    <div class="carousel-box">
      <div class="carousel" ref={row} role="region" aria-label="Cards" tabIndex={0}>
        {block.elements.map((card, index) => (
          <CardView key={index} block={card} />
        ))}
      </div>
      {block.elements.length > 1 && (
        <div class="carousel-tools">
          <button type="button" class="icon-button" aria-label="Previous card" onClick={() => slide(-1)}>
            <Icon name="left" />
          </button>
          <button type="button" class="icon-button" aria-label="Next card" onClick={() => slide(1)}>
            <Icon name="right" />
          </button>
        </div>
      )}
    </div>
  );
}
