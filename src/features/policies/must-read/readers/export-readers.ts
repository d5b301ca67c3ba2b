import { stringify } from 'csv-stringify/sync';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { localDate, localMinute, localMinutes } from '../../../../core/local-time.ts';
import { csvFormat, inert } from '../../../../core/spreadsheet.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { may } from '../../../../people/permissions.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { type AsOf, asOf, countByTeam, countText, isNewcomer, total } from './counts.ts';
import type { ReaderRow } from '../read-must-read.ts';
import { requireReaders } from './readers-page.ts';
import { teamNames } from './team-names.ts';

const HEADING = ['policy', 'revision', 'team', 'name', 'email', 'state', 'asked', 'due', 'read', 'zone'];

/** Who has read it, of the teams in which the actor decides, as a CSV in their direct messages. Returns how many rows. */
export function exportReaders(ctx: Ctx, mustReadId: string): Promise<number> {
  return transaction(ctx, async (tx) => {
    const { kept, readers } = await requireReaders(tx, ctx, mustReadId);
    const names = await teamNames(tx, ctx);
    const { team, revision } = kept;
    const own = readers.filter(({ teamId }) => may(ctx.actor, 'policy.see-readers', { teamId }));
    const { timeZone } = team;
    const when = asOf(kept.mustRead, ctx.clock.now());
    const rows = own.map((reader) =>
      [
        revision.title,
        revision.number,
        names.get(reader.teamId) ?? '',
        reader.name,
        reader.email ?? reader.slackId,
        stateOf(reader, kept.mustRead.endedAt !== null, when),
        reader.toldAt ? localMinute(reader.toldAt, timeZone) : '',
        lastMinute(reader.dueAt, timeZone),
        reader.acknowledgedAt ? localMinute(reader.acknowledgedAt, timeZone) : '',
        timeZone,
      ].map(inert),
    );
    const content = stringify([HEADING, ...rows], { ...csvFormat, bom: true });
    const filename = `must-read-${localDate(ctx.clock.now(), timeZone)}.csv`;
    const comment = `Who has read “${inline(revision.title)}”, revision ${revision.number}: ${countText(total(countByTeam(own, when).values()))}.`;
    await recordAudit(tx, ctx, {
      action: 'policy.readers-exported',
      subject: `policy:${kept.policy.id}`,
      detail: { mustRead: mustReadId, count: own.length },
    });
    await enqueue(tx, ctx, [
      { kind: 'file', to: ctx.actor.slackId, filename, content, comment, dedupeKey: `readers:${ctx.correlationId}` },
    ]);
    return own.length;
  });
}

/** Where it is due at midnight, the last minute of that day. */
function lastMinute(dueAt: Date, timeZone: string): string {
  const isEndOfDay = localMinutes(dueAt, timeZone) === 0;
  return localMinute(isEndOfDay ? new Date(dueAt.getTime() - 60_000) : dueAt, timeZone);
}

function stateOf(reader: ReaderRow, isOver: boolean, when: AsOf): string {
  const { acknowledgedAt, excusedAt, dueAt } = reader;
  if (acknowledgedAt) return acknowledgedAt < dueAt ? 'read' : 'read late';
  if (excusedAt) return 'excused';
  if (isOver) return 'not read';
  return isNewcomer(reader, when) ? 'joined later' : 'missing';
}
