/** A button; the app is told at once, a link is opened too. */
import type { Button } from '@slack/types';
import { type ElementProps, useConfirmation, useSurface } from '../blocks/surface.ts';
import { withEmoji } from '../text/emoji.ts';
import { safeUrl } from '../text/safe-url.ts';

export function ButtonElement({ blockId, element }: ElementProps<Button>) {
  const { send, pending } = useSurface();
  const allow = useConfirmation(element);
  const actionId = element.action_id ?? '';
  const press = async () => {
    if (!(await allow())) return;
    const url = safeUrl(element.url);
    if (url) open(url, '_blank', 'noopener,noreferrer');
    await send(blockId, {
      type: 'button',
      action_id: actionId,
      text: element.text,
      ...(element.value === undefined ? {} : { value: element.value }),
      ...(element.style ? { style: element.style } : {}),
    });
  };
  return (
    <button
      type="button"
      class={`button ${element.style ? `is-${element.style}` : ''}`}
      aria-label={element.accessibility_label}
      aria-busy={pending.has(actionId)}
      onClick={() => void press()}
    >
      {withEmoji(element.text.text)}
    </button>
  );
}
