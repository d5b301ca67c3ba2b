/** Dates and times. A date with time is read in the acting person's zone, as Slack does. */
import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { Temporal } from 'temporal-polyfill';
import { ariaOf, type ElementProps, useField } from '../blocks/surface.ts';
import { useWorkspace } from '../state/workspace.ts';

export function DatePicker(props: ElementProps<Datepicker>) {
  const [value, change] = useField(props);
  return (
    <input
      {...ariaOf(props)}
      type="date"
      class="text-input picker"
      autofocus={props.element.focus_on_load ?? false}
      value={(value['selected_date'] as string | null) ?? ''}
      onChange={(event) => change({ selected_date: event.currentTarget.value || null })}
    />
  );
}

export function TimePicker(props: ElementProps<Timepicker>) {
  const [value, change] = useField(props);
  const { timezone } = props.element;
  return (
    <>
      <input
        {...ariaOf(props)}
        type="time"
        class="text-input picker"
        autofocus={props.element.focus_on_load ?? false}
        value={(value['selected_time'] as string | null) ?? ''}
        onChange={(event) => change({ selected_time: event.currentTarget.value || null })}
      />
      {timezone && <span class="input-hint">{zoneName(timezone)}</span>}
    </>
  );
}

export function DateTimePicker(props: ElementProps<DateTimepicker>) {
  const [value, change] = useField(props);
  const { me } = useWorkspace();
  const seconds = value['selected_date_time'] as number | null;
  return (
    <>
      <input
        {...ariaOf(props)}
        type="datetime-local"
        class="text-input picker"
        autofocus={props.element.focus_on_load ?? false}
        value={seconds === null ? '' : localOf(seconds, me.timeZone)}
        onChange={(event) => change({ selected_date_time: secondsOf(event.currentTarget.value, me.timeZone) })}
      />
      <span class="input-hint">{zoneName(me.timeZone)}</span>
    </>
  );
}

/** "Central European Time", as Slack writes below a time that has a zone. */
function zoneName(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longGeneric' }).formatToParts();
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

function localOf(seconds: number, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(timeZone);
  return at.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

function secondsOf(local: string, timeZone: string): number | null {
  if (!local) return null;
  return Math.floor(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds / 1000);
}
