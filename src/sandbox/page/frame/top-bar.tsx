/** Above everything: whose eyes one looks through, the workspace's clock, and light or dark. */
import { MenuButton } from '../elements/menu.tsx';
import { type Theme, useTheme } from '../state/theme.ts';
import { useWorkspace } from '../state/workspace.ts';
import { ClockMenu } from '../workshop/clock/clock-menu.tsx';
import { WorkshopMenu } from '../workshop/workshop-menu.tsx';
import { WorkspaceMenu } from '../workshop/workspace-menu.tsx';
import { ActAs } from './act-as.tsx';

interface TopBarProps {
  isNavOpen: boolean;
  onNav: () => void;
}

const THEMES: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export function TopBar({ isNavOpen, onNav }: TopBarProps) {
  const { state } = useWorkspace();
  const [theme, setTheme] = useTheme();
  const hasNews = state.channels.some(
    (channel) => channel.mentions > 0 || (channel.kind === 'dm' && channel.unread > 0),
  );
  const items = (Object.keys(THEMES) as Theme[]).map((one) => ({
    key: one,
    label: THEMES[one],
    checked: one === theme,
    onPick: () => setTheme(one),
  }));
  return (
    <header class="top-bar">
      <button type="button" class="nav-button" aria-label="Conversations" aria-expanded={isNavOpen} onClick={onNav}>
        <span aria-hidden="true">☰</span>
        {hasNews && <span class="nav-news" role="img" aria-label="unread" />}
      </button>
      <span class="brand">
        Floorwalker <span>workshop</span>
      </span>
      <WorkspaceMenu />
      <span class="spring" />
      <ClockMenu />
      <WorkshopMenu />
      <MenuButton label="Colours" class="top-button" align="end" items={items}>
        <span aria-hidden="true">◐</span>
      </MenuButton>
      <ActAs />
    </header>
  );
}
