import type { Sql } from 'postgres';
import { type Ctx, transaction } from '../../src/core/context.ts';
import { keepFile, giveFile } from '../../src/features/shifts/import/give-file.ts';
import { advanceImport } from '../../src/features/shifts/import/advance-import.ts';
import type { GiveFile } from '../../src/features/shifts/import/inputs.ts';
import { importById } from '../../src/features/shifts/import/stored-import.ts';
import { CARE } from './northwind.ts';
import type { TestSlack } from './slack-reads.ts';

let given = 0;

/** Puts a file into the form and sends it: kept, its job queued. */
export async function give(
  ctx: Ctx,
  slack: TestSlack,
  content: string,
  others: Partial<GiveFile> = {},
): Promise<string> {
  given += 1;
  const id = `F${given}`;
  slack.files.set(id, content);
  const importId = `00000000-0000-4000-8000-${String(given).padStart(12, '0')}`;
  const file = { id, name: 'roster.csv', mimetype: 'text/csv', size: content.length };
  const input: GiveFile = { importId, teamId: CARE, kind: 'shifts', cancelsMissing: false, file, ...others };
  await keepFile(ctx, slack, input);
  await giveFile(ctx, input);
  return importId;
}

/** What the job does when it comes to its turn. */
export async function goOn(ctx: Ctx, slack: TestSlack, importId: string) {
  await advanceImport(
    { ...ctx, actor: { ...ctx.actor, slackId: 'app', kind: 'system', memberships: [] } },
    slack,
    importId,
  );
  return storedImport(ctx, importId);
}

export async function storedImport(ctx: Ctx, importId: string) {
  const found = await transaction(ctx, (tx) => importById(tx, ctx, importId));
  if (!found) throw new Error('the import is gone');
  return found.stored;
}

/** The roster as lines: `s1 U0ANA 2026-03-16T06:00 2026-03-16T14:00 v1`. */
export async function rosterLines(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ line: string }[]>`
    select concat_ws(' ', coalesce(source_key, '-'), coalesce(slack_id, 'open'), starts_local, ends_local, 'v' || version,
      case state when 'cancelled' then state end) as line
    from shifts order by starts_at, source_key`;
  return rows.map(({ line }) => line);
}
