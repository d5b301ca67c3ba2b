import { describe, expect, it } from 'vitest';
import { NotACalendar } from './events.ts';
import { readIcalInThread } from './read-in-thread.ts';

const range = { timeZone: 'Europe/Madrid', from: '2025-11-22', to: '2029-11-22' };

function calendar(...events: readonly string[]): string {
  return ['BEGIN:VCALENDAR', ...events.flatMap((event) => ['BEGIN:VEVENT', event, 'END:VEVENT']), 'END:VCALENDAR'].join(
    '\n',
  );
}

describe('reading in a thread', () => {
  it('says what reading says', async () => {
    const days = await readIcalInThread(calendar('DTSTART;VALUE=DATE:20261224\nSUMMARY:Eve'), range);

    expect(days.closed).toEqual([{ date: '2026-12-24', name: 'Eve' }]);
  });

  it('refuses what is no calendar in the same words', async () => {
    await expect(readIcalInThread('<html>', range)).rejects.toThrow(new NotACalendar('That is not an iCal file.'));
  });

  it('reads 2 MB of events while everybody else goes on', async () => {
    const event = (index: number) =>
      `UID:${index}\nDTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY\nSUMMARY:${'x'.repeat(100)}`;
    const large = calendar(...Array.from({ length: 10_000 }, (_, index) => event(index)));
    let beats = 0;
    const heart = setInterval(() => (beats += 1), 10);

    const days = await readIcalInThread(large, range);
    clearInterval(heart);

    expect(days.events).toBe(10_000);
    expect(beats).toBeGreaterThan(10);
  }, 30_000);

  it('gives up on a rule that can be looked for without an end', async () => {
    const endless = calendar('DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30');

    await expect(readIcalInThread(endless, range, 2_000)).rejects.toThrow('too large to be worked out');
  }, 30_000);
});
