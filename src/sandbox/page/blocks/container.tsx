/** Blocks in a frame of their own that may fold. */
import type { ContainerBlock } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { withEmoji } from '../text/emoji.ts';
import { TextObjectView } from '../text/text-object.tsx';
import { RichText } from './rich-text.tsx';

export function ContainerView({ block, children }: { block: ContainerBlock; children: ComponentChildren }) {
  const title = (
    <>
      {block.title && <b>{withEmoji(block.title.text)}</b>}
      {block.rich_text_title && <RichText block={block.rich_text_title} />}
      {block.subtitle && (
        <div class="context">
          <TextObjectView text={block.subtitle} />
        </div>
      )}
    </>
  );
  if (!block.is_collapsible) {
    return (
      <div class="container">
        {title}
        {children}
      </div>
    );
  }
  return (
    <details class="container" open={!block.default_collapsed}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
