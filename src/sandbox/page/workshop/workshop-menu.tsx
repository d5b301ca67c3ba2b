/** The tools of the workshop in the top bar: what the app sent, what is made to fail, and the menu with the rest. */
import { MenuButton, type MenuItem } from '../elements/menu.tsx';
import { resetWorkspace } from '../state/api.ts';
import { useWorkspace, type Workspace } from '../state/workspace.ts';
import { installItems } from './install-items.ts';
import { PANELS, type Tools, useTools } from './panels.ts';
import { STAGES } from './tour/progress.ts';

const SHORTCUT = /Mac|iP/.test(navigator.platform) ? '⌘ .' : 'Ctrl .';

export function WorkshopMenu() {
  const workspace = useWorkspace();
  const tools = useTools();
  return (
    <>
      <FaultsBadge />
      <CallsButton />
      <MenuButton
        label="Workshop menu"
        class="top-button workshop-menu"
        align="end"
        items={[...itemsOf(tools), ...installItems(workspace), startOverItem(tools, workspace)]}
        heading="Workshop"
      >
        <span aria-hidden="true">⋯</span> <span class="tool-words">Workshop</span>
      </MenuButton>
    </>
  );
}

function CallsButton() {
  const { panel, show, log } = useTools();
  const isOpen = panel === 'calls';
  const trouble = !isOpen && log.troubles > 0 ? ` ${log.troubles} went wrong` : '';
  return (
    <button
      type="button"
      class="top-button calls-button"
      aria-label={`Calls${trouble}`}
      aria-expanded={isOpen}
      aria-keyshortcuts="Control+. Meta+."
      title={`${PANELS.calls} (${SHORTCUT})`}
      onClick={() => show(isOpen ? null : 'calls')}
    >
      <span aria-hidden="true">⇄</span> <span class="tool-words">Calls</span>{' '}
      {trouble && <span class="calls-trouble">{log.troubles}</span>}
    </button>
  );
}

/** Only there while something is switched on or waits to fail: one should never wonder why. */
function FaultsBadge() {
  const { panel, show, desk } = useTools();
  if (desk.count === 0) return null;
  const words = `${desk.count} ${desk.count === 1 ? 'fault' : 'faults'} on`;
  return (
    <button
      type="button"
      class="top-button faults-badge"
      aria-label={words}
      aria-expanded={panel === 'faults'}
      title="Something is made to fail. See what."
      onClick={() => show(panel === 'faults' ? null : 'faults')}
    >
      <span aria-hidden="true">⚠︎</span>
      <span>
        {desk.count}
        <span class="tool-words">{words.slice(String(desk.count).length)}</span>
      </span>
    </button>
  );
}

function itemsOf({ show, tour }: Tools): MenuItem[] {
  const { status, stage } = tour.progress;
  const at = STAGES.findIndex((one) => one === stage) + 1;
  const resume = { key: 'resume', label: 'Go on with the tour', hint: `step ${at} of 4`, onPick: tour.resume };
  const start = {
    key: 'tour',
    label: status === 'new' || status === 'declined' ? 'Take the tour' : 'Take the tour again',
    hint: '3 minutes',
    onPick: tour.start,
  };
  return [
    { key: 'calls', label: PANELS.calls, hint: SHORTCUT, onPick: () => show('calls') },
    { key: 'faults', label: 'Let something fail', hint: 'faults on tap', onPick: () => show('faults') },
    ...(status === 'away' ? [resume] : []),
    ...(tour.isPossible ? [start] : []),
  ];
}

function startOverItem(tools: Tools, workspace: Workspace): MenuItem {
  return { key: 'reset', label: 'Start over', danger: true, onPick: () => void startOver(workspace, tools) };
}

async function startOver({ confirm, tell }: Workspace, { tour, cover }: Tools): Promise<void> {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  const isSure = await confirm({
    title: plain('Start over?'),
    text: plain('Everything goes back to how it was at the first start. What was said and done since then is lost.'),
    confirm: plain('Start over'),
    deny: plain('Keep it'),
    style: 'danger',
  });
  if (!isSure) return;
  cover(true);
  const answer = await resetWorkspace();
  cover(false);
  if (answer.ok) tour.forget();
  tell(answer.ok ? 'Everything is as at the first start.' : answer.error);
}
