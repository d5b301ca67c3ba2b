/** Said as long as the app stays away: what happened, and what to do. */
import { Icon } from '../elements/icon.tsx';
import { useWorkspace } from '../state/workspace.ts';

export function AppAway() {
  const { app } = useWorkspace().state;
  if (!app.isAway) return null;
  return (
    <div class="alert is-error app-away" role="alert">
      <Icon name="warning" />
      <p>
        <b>{app.name} does not answer.</b> What you send or press does not reach it. It is started again by itself; if
        this stays, look at the end of <code>.data/app.log</code>, end <code>npm start</code> with Ctrl-C and start it
        again.
      </p>
    </div>
  );
}
