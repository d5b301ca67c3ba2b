/** Small buttons under a message: thumbs up and down, and icons. */
import type { ContextActionsBlock, FeedbackButtons, IconButton } from '@slack/types';
import { useState } from 'preact/hooks';
import { Icon, isIconName } from '../elements/icon.tsx';
import { useWorkspace } from '../state/workspace.ts';
import { useConfirmation, useSurface } from './surface.ts';

export function ContextActionsRow({ block }: { block: ContextActionsBlock }) {
  const blockId = block.block_id ?? '';
  return (
    <div class="context-actions">
      {block.elements.map((element, index) =>
        element.type === 'feedback_buttons' ? (
          <Feedback key={element.action_id ?? index} blockId={blockId} element={element} />
        ) : (
          <SmallButton key={element.action_id ?? index} blockId={blockId} element={element} />
        ),
      )}
    </div>
  );
}

/** One of the two can be pressed at a time; pressing tells the app. */
function Feedback({ blockId, element }: { blockId: string; element: FeedbackButtons }) {
  const { send } = useSurface();
  const [pressed, setPressed] = useState<string | null>(null);
  const choices = [
    { icon: 'thumbs-up' as const, button: element.positive_button },
    { icon: 'thumbs-down' as const, button: element.negative_button },
  ];
  const press = (value: string) => {
    setPressed(value);
    void send(blockId, { type: 'feedback_buttons', action_id: element.action_id ?? '', value });
  };
  return (
    <>
      {choices.map(({ icon, button }) => (
        <button
          key={icon}
          type="button"
          class="icon-button"
          aria-label={button.accessibility_label ?? button.text.text}
          title={button.text.text}
          aria-pressed={pressed === button.value}
          onClick={() => press(button.value)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </>
  );
}

/** Shown to everybody, or to those whom it names. */
function SmallButton({ blockId, element }: { blockId: string; element: IconButton }) {
  const { send } = useSurface();
  const { me } = useWorkspace();
  const allow = useConfirmation(element);
  const readers = element.visible_to_user_ids;
  if (readers && !readers.includes(me.id)) return null;
  const press = async () => {
    if (!(await allow())) return;
    const action = { type: 'icon_button', action_id: element.action_id ?? '', icon: element.icon };
    await send(blockId, element.value === undefined ? action : { ...action, value: element.value });
  };
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={element.accessibility_label ?? element.text.text}
      title={element.text.text}
      onClick={() => void press()}
    >
      {isIconName(element.icon) ? <Icon name={element.icon} /> : element.text.text}
    </button>
  );
}
