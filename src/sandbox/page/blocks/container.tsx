/** Blocks in a frame of their own that may fold. */
import type { ContainerBlock } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { withEmoji } from '../text/emoji.ts';
import { imageSource } from '../text/image-source.ts';
import { TextObjectView } from '../text/text-object.tsx';
import { RichText } from './rich-text.tsx';

export function ContainerView({ block, children }: { block: ContainerBlock; children: ComponentChildren }) {
  const name = `container is-${block.width ?? 'standard'}`;
  if (!block.is_collapsible) {
    return (
      <div class={`${name} ${block.has_header_divider ? 'has-divider' : ''}`}>
        <ContainerHead block={block} />
        {children}
      </div>
    );
  }
  return (
    <details class={name} open={!block.default_collapsed}>
      <summary>
        <ContainerHead block={block} />
      </summary>
      {children}
    </details>
  );
}

function ContainerHead({ block }: { block: ContainerBlock }) {
  return (
    <div class="card-head">
      {block.icon && <img class="card-icon" src={imageSource(block.icon)} alt={block.icon.alt_text} />}
      <div>
        {block.rich_text_title ? (
          <RichText block={block.rich_text_title} />
        ) : (
          block.title && <b>{withEmoji(block.title.text)}</b>
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
