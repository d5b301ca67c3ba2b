import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, raising, resolving } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox } from '../../../../test/support/queued-messages.ts';
import { testContext } from '../../../../test/support/context.ts';
import { exportCases } from './export-cases.ts';
import { escalationsJobs } from '../jobs.ts';
import { raiseCase } from '../raising/raise-case.ts';
import { resolveCase } from '../handling/resolve-case.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearOutbox(database.sql);
  await database.sql`truncate cases, case_entries, case_numbers, jobs cascade`;
});

type Row = Readonly<Record<string, string>>;

/** Runs the export jobs that are queued, as the worker would: as the app, not as the person. */
async function runExports(): Promise<void> {
  const jobs = await database.sql<{ payload: unknown }[]>`select payload from jobs where kind = 'escalations.export'`;
  const ctx = testContext(database.db, { slackId: 'U0FLOORWALK', kind: 'system' });
  const lease = { confirm: () => Promise.resolve() };
  for (const { payload } of jobs) await escalationsJobs[0]?.run(ctx, payload, lease);
}

interface File {
  readonly to: string;
  readonly filename: string;
  readonly content: string;
}

async function files(): Promise<readonly File[]> {
  return database.sql<File[]>`
    select channel as "to", payload ->> 'filename' as filename, payload ->> 'content' as content
    from outbox_messages where kind = 'file' order by sequence`;
}

async function exportedRows(): Promise<readonly Row[]> {
  const [file] = await files();
  return parse(file?.content ?? '', { bom: true, columns: true });
}

describe('an export', () => {
  test('comes as a file to whoever asked, once per submission', async () => {
    await openCaseOfAna(northwind);
    const asked = { requestId: newRequest() };

    await exportCases(northwind.as('maya'), asked);
    await exportCases(northwind.as('maya'), asked);
    await runExports();
    await runExports();

    expect(await files()).toMatchObject([
      { to: 'U0MAYA', filename: expect.stringMatching(/^cases-2026-03-10\.csv$/) as string },
    ]);
    const [audited] = await database.sql`select actor_slack_id, detail from audit_log where action = 'cases.exported'`;
    expect(audited).toMatchObject({ actor_slack_id: 'U0MAYA', detail: { count: 1 } });
  });

  test('holds what the person may see when it is built', async () => {
    await openCaseOfAna(northwind, { summary: 'seen' });
    const hidden = await openCaseOfAna(northwind, { summary: 'private' });
    await database.sql`update cases set is_private = true where id = ${hidden.id}`;
    await raiseCase(northwind.as('amy'), raising({ teamId: CARE_US, summary: 'of the other team' }));

    await exportCases(northwind.as('maya'), { requestId: newRequest() });
    await runExports();

    expect((await exportedRows()).map((row) => row['Summary'])).toStrictEqual(['seen']);
  });

  test('of more cases than a file takes says that older ones are left out', { timeout: 60_000 }, async () => {
    await database.sql`
      insert into cases (workspace_id, number, request_id, team_id, state, summary, wanted, urgency, raised_by, raised_at, changed_at)
      select 'T0NORTHWIND', n, 'many ' || n, ${CARE}, 'open', 'Lost parcel', 'answer', 'normal', 'U0ANA', now(), now()
      from generate_series(1, 20001) as n`;

    await exportCases(northwind.as('maya'), { requestId: newRequest() });
    await runExports();

    const [file] = await database.sql`select payload ->> 'comment' as comment from outbox_messages where kind = 'file'`;
    expect(file?.['comment']).toContain('The newest 20,000 cases, as you may see them now; older ones do not fit');
    const rows = await exportedRows();
    expect(rows.map((row) => row['Number'])).toEqual(Array.from({ length: 20_000 }, (_, index) => `${20_001 - index}`));
  });

  test('holds nothing that the rights did not survive to see', async () => {
    await openCaseOfAna(northwind);
    await exportCases(northwind.as('maya'), { requestId: newRequest(), teamId: CARE });
    await database.sql`delete from members where slack_id = 'U0MAYA'`;

    await runExports();
    await database.sql`insert into members values ('T0NORTHWIND', ${CARE}, 'U0MAYA', 'manager', 'picked')`;

    expect(await exportedRows()).toHaveLength(0);
  });

  test('has decided cases with names, amounts, and times in UTC and in the zone of the team', async () => {
    const { id } = await claimedByLeo(northwind, {
      wanted: 'refund',
      amount: 18_050,
      promisedBy: new Date('2026-07-01T22:30:00Z'),
    });
    const writeUp = { writeUpIssue: 'Broken', writeUpWho: 'Adler', writeUpSaid: 'Sorry', writeUpOutcome: 'Paid' };
    await resolveCase(northwind.as('leo'), resolving(id, { decision: 'partly', amount: 9_000, ...writeUp }));

    await exportCases(northwind.as('leo'), { requestId: newRequest() });
    await runExports();

    const [row] = await exportedRows();
    expect(row).toMatchObject({
      Number: '1',
      Team: 'Northwind Care',
      State: 'resolved',
      Amount: '180.50',
      'Decided amount': '90.00',
      Currency: 'EUR',
      'Raised by': 'Ana',
      Owner: 'Leo',
      'Raised (UTC)': '2026-03-10T09:00:00.000Z',
      'Raised (local)': '2026-03-10 10:00',
      'Promised by (local)': '2026-07-02 00:30',
      'Claim due (UTC)': '2026-03-10T10:00:00.000Z',
      'Claim in time': 'yes',
      'Claim minutes': '0',
      'Resolve minutes late': '0',
      'Next answer due (UTC)': '',
      'Time zone': 'Europe/Berlin',
      Outcome: 'Paid',
    });
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '=HYPERLINK("http://evil.example","a")', '＝1+1'])(
    'makes %j text that no spreadsheet runs, and leaves the case as typed',
    async (typed) => {
      const { id } = await openCaseOfAna(northwind, {
        summary: `x${typed}`,
        customer: typed,
        whatHappened: `${typed}\r\n"quoted"; a,b`,
      });

      await exportCases(northwind.as('leo'), { requestId: newRequest() });
      await runExports();

      const [row] = await exportedRows();
      expect(row).toMatchObject({
        Summary: `x${typed}`,
        Customer: `'${typed}`,
        'What happened': `'${typed}\r\n"quoted"; a,b`,
      });
      expect(await database.sql`select customer from cases where id = ${id}`).toMatchObject([{ customer: typed }]);
    },
  );
});
