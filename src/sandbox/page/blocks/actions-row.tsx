/** Rows of buttons and menus. */
import type { ActionsBlock, ContextActionsBlock } from '@slack/types';
import { ElementView } from '../elements/element.tsx';
import { withEmoji } from '../text/emoji.ts';
import { useSurface } from './surface.ts';

export function ActionsRow({ block }: { block: ActionsBlock }) {
  return (
    <div class="actions">
      {block.elements.map((element, index) => (
        <ElementView key={element.action_id ?? index} blockId={block.block_id ?? ''} element={element} dispatches />
      ))}
    </div>
  );
}

export function ContextActionsRow({ block }: { block: ContextActionsBlock }) {
  const { send } = useSurface();
  const buttons = block.elements.flatMap(feedbackChoices);
  return (
    <div class="actions">
      {buttons.map(({ label, action }) => (
        <button key={label} type="button" class="button" onClick={() => void send(block.block_id ?? '', action)}>
          {withEmoji(label)}
        </button>
      ))}
    </div>
  );
}

interface FeedbackChoice {
  label: string;
  action: { type: string; action_id: string; value: string | undefined };
}

function feedbackChoices(element: ContextActionsBlock['elements'][number]): FeedbackChoice[] {
  const { type, action_id = '' } = element;
  if (element.type === 'icon_button')
    return [{ label: element.text.text, action: { type, action_id, value: element.value } }];
  return [element.positive_button, element.negative_button].map((choice) => ({
    label: choice.text.text,
    action: { type, action_id, value: choice.value },
  }));
}
