import { addDays } from '../../src/core/local-time.ts';
import { ownHeading } from '../../src/features/shifts/import/known-layouts.ts';
import type { TestDatabase } from './database.ts';
import { CARE } from './northwind.ts';

/** `U0P000` … with an address each, on the team Northwind Care. */
export async function addAgents({ sql }: Pick<TestDatabase, 'sql'>, count: number): Promise<void> {
  await sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, email, read_at)
    select 'T0NORTHWIND', 'U0P' || lpad(at::text, 3, '0'), 'Agent ' || at, 'full', false, 'Europe/Berlin',
      'agent' || at || '@northwind.example', now()
    from generate_series(0, ${count - 1}::int) as at`;
  await sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    select workspace_id, ${CARE}, slack_id, 'agent', 'picked' from people where slack_id like 'U0P%'`;
}

/** A file of ours: each of so many agents works one shift a day, early, late or night by turns of a week. */
export function rosterCsv(
  agents: number,
  days: number,
  change: (line: number) => { comment?: string } = () => ({}),
  { from = '2026-03-02', emailOf = (agent: number) => `agent${agent}@northwind.example` } = {},
): string {
  const lines: string[] = [ownHeading.join(',')];
  for (let day = 0; day < days; day += 1) {
    const date = addDays(from, day);
    for (let agent = 0; agent < agents; agent += 1) {
      const [start, end] = HOURS[(agent + Math.floor(day / 7)) % HOURS.length] ?? HOURS[0];
      const endDate = end < start ? addDays(date, 1) : date;
      const { comment = '' } = change(lines.length + 1);
      const id = `s-${day}-${agent}`;
      const cells = [
        id,
        emailOf(agent),
        `${date}T${start}`,
        `${endDate}T${end}`,
        '',
        '',
        '',
        'chat',
        '',
        '',
        'Berlin',
        '30',
      ];
      lines.push([...cells, 'yes', 'no', comment, '', '', ''].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

const HOURS = [
  ['06:00', '13:30'],
  ['14:00', '21:30'],
  ['22:00', '05:30'],
] as const;
