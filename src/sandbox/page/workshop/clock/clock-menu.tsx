/** The workspace's clock, and ways to move it on; what falls due on the way happens. */
import type { Temporal } from 'temporal-polyfill';
import { useEffect, useRef, useState } from 'preact/hooks';
import { MenuButton } from '../../elements/menu.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { zoned } from '../../text/date-tokens.ts';
import { OwnMoment } from './own-moment.tsx';
import { onTheWall, presets, timeOnTheWall, whenIs } from './presets.ts';
import { type Moving, useMoving } from './use-moving.ts';

const TICK_MS = 1000;

export function ClockMenu() {
  const { state, me, now } = useWorkspace();
  useTick();
  const moving = useMoving();
  const [isChoosing, setChoosing] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const at = zoned(now(), me.timeZone);
  const isMoved = Math.abs(state.clock.offsetMs) > TICK_MS;
  const [time, day] = [timeOnTheWall(at), onTheWall(at).slice(0, -timeOnTheWall(at).length - 1)];
  return (
    <div ref={place} class="clock-place" data-tour="clock">
      <MenuButton
        label={`Clock: ${day} ${time}`}
        class={`top-button clock ${isMoved ? 'is-moved' : ''} ${moving.isMoving ? 'is-moving' : ''}`}
        align="end"
        items={itemsOf(at, isMoved, moving, () => setChoosing(true))}
        heading={isMoved ? 'The clock has been moved' : 'Move the clock'}
      >
        <span aria-hidden="true">🕘</span> <span class="clock-day">{day}</span> {time}
      </MenuButton>
      {isChoosing && (
        <OwnMoment
          anchor={place}
          now={at}
          onClose={() => setChoosing(false)}
          onMove={(to) => {
            setChoosing(false);
            void moving.move({ to: to.toInstant().toString() });
          }}
        />
      )}
      <p class={`clock-words ${moving.words ? '' : 'is-empty'}`} role="status">
        {moving.words}
      </p>
    </div>
  );
}

function itemsOf(at: Temporal.ZonedDateTime, isMoved: boolean, { isMoving, move }: Moving, onOwn: () => void) {
  if (isMoving) return [{ key: 'wait', label: 'The clock is just moving', onPick: () => undefined }];
  const ways = presets(at).map((preset) => ({
    key: preset.key,
    label: preset.label,
    hint: whenIs(preset, at),
    onPick: () => void move(preset.move),
  }));
  const own = { key: 'own', label: 'Another moment…', hint: `in ${at.timeZoneId}`, onPick: onOwn };
  const back = { key: 'reset', label: 'Back to real time', onPick: () => void move({ reset: true }) };
  return isMoved ? [...ways, own, back] : [...ways, own];
}

function useTick(): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
}
