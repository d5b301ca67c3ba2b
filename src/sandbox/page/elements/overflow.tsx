/** The ⋯ menu of a block. */
import type { Overflow } from '@slack/types';
import { type ElementProps, useConfirmation, useSurface } from '../blocks/surface.ts';
import { withEmoji } from '../text/emoji.ts';
import { safeUrl } from '../text/safe-url.ts';
import { Icon } from './icon.tsx';
import { MenuButton } from './menu.tsx';

export function OverflowMenu({ blockId, element }: ElementProps<Overflow>) {
  const { send } = useSurface();
  const allow = useConfirmation(element);
  const pick = async (option: Overflow['options'][number]) => {
    if (!(await allow())) return;
    const url = safeUrl(option.url);
    if (url) open(url, '_blank', 'noopener,noreferrer');
    await send(blockId, { type: 'overflow', action_id: element.action_id ?? '', selected_option: option });
  };
  const items = element.options.map((option, index) => ({
    key: String(index),
    label: withEmoji(option.text.text),
    hint: option.description && withEmoji(option.description.text),
    onPick: () => void pick(option),
  }));
  return (
    <MenuButton label="More options" class="button overflow-button" align="end" items={items}>
      <Icon name="dots" />
    </MenuButton>
  );
}
