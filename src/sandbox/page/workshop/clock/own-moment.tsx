/** A day and a time of one's own to move the clock to. */
import { Temporal } from 'temporal-polyfill';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Popup } from '../../elements/popup.tsx';

interface OwnMomentProps {
  anchor: { current: HTMLElement | null };
  now: Temporal.ZonedDateTime;
  onMove: (to: Temporal.ZonedDateTime) => void;
  onClose: () => void;
}

export function OwnMoment({ anchor, now, onMove, onClose }: OwnMomentProps) {
  const form = useRef<HTMLFormElement>(null);
  const [date, setDate] = useState(() => now.add({ days: 1 }).toPlainDate().toString());
  const [time, setTime] = useState('08:55');
  const [problem, setProblem] = useState('');
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const move = () => {
    const to = momentOf(date, time, now.timeZoneId);
    if (!to) return setProblem('Give a day and a time.');
    if (Temporal.ZonedDateTime.compare(to, now) <= 0) return setProblem('That is past. The clock only moves forward.');
    return onMove(to);
  };
  return (
    <Popup anchor={anchor} onClose={onClose} align="end">
      <form
        ref={form}
        class="own-moment"
        aria-label="Move the clock to"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          move();
        }}
      >
        <label>
          Day
          <input
            type="date"
            class="text-input"
            value={date}
            min={now.toPlainDate().toString()}
            onInput={(event) => setDate(event.currentTarget.value)}
          />
        </label>
        <label>
          Time
          <input type="time" class="text-input" value={time} onInput={(event) => setTime(event.currentTarget.value)} />
        </label>
        <p class="own-moment-zone">in {now.timeZoneId}</p>
        {problem && (
          <p class="input-error" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="button is-primary">
          Move the clock
        </button>
      </form>
    </Popup>
  );
}

function momentOf(date: string, time: string, timeZone: string): Temporal.ZonedDateTime | null {
  if (!date || !time) return null;
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone);
}
