/** The end of the tour, with three things to try next. */
import { useWorkspace } from '../../state/workspace.ts';
import { useTools } from '../panels.ts';
import { escalationsChannel } from './case-messages.ts';

const MAYA = 'U0MAYA';

export function TourEnd() {
  const { state, go } = useWorkspace();
  const { tour, show } = useTools();
  const channel = escalationsChannel(state)?.id ?? 'C0CAREESC';
  const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
  return (
    <aside class="tour-card is-end" aria-label="Guided tour">
      <header>
        <span>Done</span>
        <button type="button" class="text-button" onClick={tour.end}>
          Close the tour
        </button>
      </header>
      <p aria-live="polite">
        <b>The customer knows, and nothing got lost on the way.</b> Three things to try next:
      </p>
      <div class="tour-next">
        <button
          type="button"
          class="button"
          onClick={() => go({ as: MAYA, channel, tab: 'messages', thread: null, message: null })}
        >
          <span>
            Be Maya, the manager, and type <code>/case list</code>
          </span>
        </button>
        <button type="button" class="button" onClick={() => show('calls')}>
          See what the app sent while you did that
        </button>
        <button type="button" class="button" onClick={() => press('[data-tour="clock"] button')}>
          Move the clock, and see what falls due
        </button>
      </div>
    </aside>
  );
}
