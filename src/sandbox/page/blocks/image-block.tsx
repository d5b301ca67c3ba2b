/** Pictures, and the still of a film. */
import type { ImageBlock, VideoBlock } from '@slack/types';
import { withEmoji } from '../text/emoji.ts';
import { imageSource } from '../text/image-source.ts';
import { LinkView } from '../text/link.tsx';

export function ImageView({ block }: { block: ImageBlock }) {
  return (
    <figure class="image-block">
      {block.title && <figcaption>{withEmoji(block.title.text)}</figcaption>}
      <img src={imageSource(block)} alt={block.alt_text} />
    </figure>
  );
}

export function VideoView({ block }: { block: VideoBlock }) {
  return (
    <figure class="image-block">
      <figcaption>
        <LinkView url={block.title_url ?? block.video_url}>{withEmoji(block.title.text)}</LinkView>
      </figcaption>
      <img src={block.thumbnail_url} alt={block.alt_text} />
    </figure>
  );
}
