/** Above everything: whose eyes one looks through, the workspace's clock, and light or dark. */
import { MenuButton } from '../elements/menu.tsx';
import type { Theme } from '../state/theme.ts';
import { ActAs } from './act-as.tsx';
import { ClockMenu } from './clock-menu.tsx';

interface TopBarProps {
  theme: Theme;
  onTheme: (theme: Theme) => void;
  isNavOpen: boolean;
  onNav: () => void;
}

const THEMES: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export function TopBar({ theme, onTheme, isNavOpen, onNav }: TopBarProps) {
  const items = (Object.keys(THEMES) as Theme[]).map((one) => ({
    key: one,
    label: THEMES[one],
    checked: one === theme,
    onPick: () => onTheme(one),
  }));
  return (
    <header class="top-bar">
      <button type="button" class="nav-button" aria-label="Conversations" aria-expanded={isNavOpen} onClick={onNav}>
        <span aria-hidden="true">☰</span>
      </button>
      <span class="brand">
        Floorwalker <span>workshop</span>
      </span>
      <span class="spring" />
      <ClockMenu />
      <MenuButton label="Colours" class="top-button" align="end" items={items}>
        <span aria-hidden="true">◐</span>
      </MenuButton>
      <ActAs />
    </header>
  );
}
