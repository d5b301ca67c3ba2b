/** What the workspace says when a command failed. */
import { Icon } from '../elements/icon.tsx';
import { useWorkspace } from '../state/workspace.ts';

export function Notice() {
  const { state, act } = useWorkspace();
  if (!state.notice) return null;
  return (
    <div class="notice" role="alert">
      <span>
        <b>Slackbot</b> {state.notice}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="Dismiss notice"
        onClick={() => void act({ type: 'dismiss_notice' })}
      >
        <Icon name="close" size={15} />
      </button>
    </div>
  );
}
