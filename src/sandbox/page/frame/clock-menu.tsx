/** The workspace's clock, and ways to move it on. */
import { useEffect, useState } from 'preact/hooks';
import { MenuButton } from '../elements/menu.tsx';
import { useWorkspace } from '../state/workspace.ts';
import { nextMonday } from './next-monday.ts';
import { zoned } from '../text/date-tokens.ts';

const HOUR_MS = 3_600_000;
const TICK_MS = 1000;

export function ClockMenu() {
  const { state, me, now, moveClock } = useWorkspace();
  useTick();
  const at = zoned(now(), me.timeZone);
  const isMoved = Math.abs(state.clock.offsetMs) > TICK_MS;
  const day = at.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  const time = at.toLocaleString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const items = [
    { key: 'hour', label: '+1 hour', onPick: () => void moveClock({ byMs: HOUR_MS }) },
    { key: 'day', label: '+1 day', onPick: () => void moveClock({ byMs: 24 * HOUR_MS }) },
    {
      key: 'monday',
      label: 'Next Monday 08:55',
      hint: `in ${me.timeZone}`,
      onPick: () => void moveClock({ to: nextMonday(at).toInstant().toString() }),
    },
    { key: 'reset', label: 'Back to real time', onPick: () => void moveClock({ reset: true }) },
  ];
  return (
    <MenuButton
      label={`Clock: ${day} ${time}`}
      class={`top-button clock ${isMoved ? 'is-moved' : ''}`}
      align="end"
      items={items}
      heading={isMoved ? 'The clock has been moved' : 'Move the clock'}
    >
      <span aria-hidden="true">🕘</span> <span class="clock-day">{day}</span> {time}
    </MenuButton>
  );
}

function useTick(): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
}
