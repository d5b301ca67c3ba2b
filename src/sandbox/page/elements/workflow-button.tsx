/** A button that starts a workflow. There are none in this workspace, so it says where it would lead. */
import type { WorkflowButton } from '@slack/types';
import { type ElementProps, useConfirmation } from '../blocks/surface.ts';
import { useWorkspace } from '../state/workspace.ts';
import { withEmoji } from '../text/emoji.ts';

export function WorkflowButtonElement({ element }: ElementProps<WorkflowButton>) {
  const { tell } = useWorkspace();
  const allow = useConfirmation(element);
  const press = async () => {
    if (await allow()) tell(`In Slack this starts the workflow of ${element.workflow.trigger.url}`);
  };
  return (
    <button
      type="button"
      class={`button ${element.style ? `is-${element.style}` : ''}`}
      aria-label={element.accessibility_label}
      onClick={() => void press()}
    >
      {withEmoji(element.text.text)}
    </button>
  );
}
