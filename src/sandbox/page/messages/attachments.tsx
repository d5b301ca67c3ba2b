/** Secondary content of a message: what apps attach, and what links show of where they lead. */
import type { MessageAttachment } from '@slack/types';
import type { MessageState } from '../../protocol.ts';
import { BlockList } from '../blocks/block.tsx';
import { withIds } from '../blocks/block-types.ts';
import { SurfaceContext, useSurfaceOf } from '../blocks/surface.ts';
import { Picture } from '../elements/picture.tsx';
import { LinkView } from '../text/link.tsx';
import { Mrkdwn } from '../text/mrkdwn.tsx';
import { safeUrl } from '../text/safe-url.ts';

const COLORS: Record<string, string> = { good: '#2eb886', warning: '#daa038', danger: '#a30200' };

export function Attachments({ message }: { message: MessageState }) {
  return (
    <>
      {message.attachments?.map((attachment, index) => (
        <AttachmentView key={index} message={message} attachment={attachment} />
      ))}
    </>
  );
}

function AttachmentView({ message, attachment }: { message: MessageState; attachment: MessageAttachment }) {
  const { color = '', pretext } = attachment;
  const line = COLORS[color] ?? (/^#?[0-9a-f]{3,6}$/i.test(color) ? `#${color.replace('#', '')}` : 'var(--line)');
  return (
    <div class="attachment">
      {pretext && (
        <p>
          <Mrkdwn text={pretext} />
        </p>
      )}
      <div class="attachment-body" style={{ borderColor: line }}>
        {attachment.blocks ? (
          <AttachedBlocks message={message} attachment={attachment} />
        ) : (
          <Classic attachment={attachment} />
        )}
      </div>
    </div>
  );
}

function AttachedBlocks({ message, attachment }: { message: MessageState; attachment: MessageAttachment }) {
  const blocks = withIds(attachment.blocks);
  const surface = useSurfaceOf('message', { message: { channel: message.channel, ts: message.ts } }, blocks, new Map());
  return (
    <SurfaceContext.Provider value={surface}>
      <BlockList blocks={blocks} />
    </SurfaceContext.Provider>
  );
}

/** The fields attachments had before there were blocks. */
function Classic({ attachment }: { attachment: MessageAttachment }) {
  const { author_name: author, title, title_link: link, text, fields = [], footer, image_url: image } = attachment;
  return (
    <>
      {author && <b>{author}</b>}
      {title && <Title title={title} link={link} />}
      {text && (
        <div class="message-text">
          <Mrkdwn text={text} />
        </div>
      )}
      <Fields fields={fields} />
      {image && <Picture source={safeUrl(image) ?? ''} description={attachment.fallback ?? ''} name={title ?? ''} />}
      {footer && <div class="context">{footer}</div>}
    </>
  );
}

function Fields({ fields }: { fields: NonNullable<MessageAttachment['fields']> }) {
  if (fields.length === 0) return null;
  return (
    <dl class="attachment-fields">
      {fields.map((field) => (
        <div key={field.title} class={field.short ? '' : 'is-long'}>
          <dt>{field.title}</dt>
          <dd>
            <Mrkdwn text={field.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Title({ title, link }: { title: string; link: string | undefined }) {
  return <div class="attachment-title">{link ? <LinkView url={link}>{title}</LinkView> : <b>{title}</b>}</div>;
}
