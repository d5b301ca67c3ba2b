/** Pictures, which fold under their title; and the still of a film. */
import type { ImageBlock, VideoBlock } from '@slack/types';
import { useState } from 'preact/hooks';
import { Icon } from '../elements/icon.tsx';
import { Picture } from '../elements/picture.tsx';
import { withEmoji } from '../text/emoji.ts';
import { imageSource } from '../text/image-source.ts';
import { LinkView } from '../text/link.tsx';

export function ImageView({ block }: { block: ImageBlock }) {
  const [isOpen, setOpen] = useState(true);
  const title = block.title && withEmoji(block.title.text);
  return (
    <figure class="image-block">
      {title && (
        <figcaption>
          {title}{' '}
          <button
            type="button"
            class="fold-button"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Hide' : 'Show'} ${title}`}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name={isOpen ? 'down' : 'right'} size={12} />
          </button>
        </figcaption>
      )}
      {isOpen && <Picture source={imageSource(block)} description={block.alt_text} name={title ?? block.alt_text} />}
    </figure>
  );
}

export function VideoView({ block }: { block: VideoBlock }) {
  const from = [block.provider_name, block.author_name].filter(Boolean).join(' · ');
  return (
    <figure class="image-block video-block">
      {from && (
        <div class="context">
          {block.provider_icon_url && <img src={block.provider_icon_url} alt="" />}
          <span>{from}</span>
        </div>
      )}
      <figcaption>
        <LinkView url={block.title_url ?? block.video_url}>{withEmoji(block.title.text)}</LinkView>
      </figcaption>
      {block.description && <p>{withEmoji(block.description.text)}</p>}
      <LinkView url={block.video_url}>
        <span class="video-still">
          <img src={block.thumbnail_url} alt={block.alt_text} />
          <span class="video-play">
            <Icon name="play" size={28} label="Play" />
          </span>
        </span>
      </LinkView>
    </figure>
  );
}
