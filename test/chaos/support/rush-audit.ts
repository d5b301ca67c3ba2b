import { withinPromised } from '../../support/long-form.ts';
import type { Office } from './office.ts';
import { type Answered, TOLD_LATER } from './rush.ts';

/** Where an outage lies in a rush, in milliseconds of real time. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

export interface RushAudit {
  /** Answered 200 as taken, and no effect is to be found. */
  readonly lost: string[];
  readonly doubled: string[];
  /** No answer, or none in time. */
  readonly silent: string[];
  /** Refused in words that do not say to try again, or without the words that somebody had typed. */
  readonly unclear: string[];
  /** Sent when all had to be as before, and still not taken. */
  readonly late: string[];
}

/** Slack gives up after 3 s. */
const ANSWER_WITHIN_MS = withinPromised(2_500);
export const NORMAL_WITHIN_MS = withinPromised(5_000);

/** Compares what the app said with what stands in the database. */
export async function auditRush(office: Office, answers: readonly Answered[], { to }: Outage): Promise<RushAudit> {
  const times = await effects(office);
  const stored = answers.filter(({ kind }) => kind === 'form' || kind === 'click' || kind === 'event');
  const found = (answer: Answered) => times.get(answer.mark) ?? 0;
  return {
    lost: stored.filter((one) => one.end === 'taken' && found(one) === 0 && one.words !== TOLD_LATER).map(describe),
    doubled: stored.filter((answer) => found(answer) > 1).map(describe),
    silent: answers
      .filter(
        (one) => one.end === 'silence' || one.tookMs > ANSWER_WITHIN_MS || (one.words === TOLD_LATER && !found(one)),
      )
      .map(describe),
    unclear: answers.filter((answer) => answer.end === 'refused' && !isClear(answer)).map(describe),
    late: answers.filter(({ sentAt, end }) => sentAt > to + NORMAL_WITHIN_MS && end !== 'taken').map(describe),
  };
}

/** How often each mark has had its effect. */
async function effects({ database: { sql } }: Office): Promise<Map<string, number>> {
  const rows = await sql<{ mark: string; times: number }[]>`
    select mark, count(*)::int as times from (
      select summary as mark from cases
      union all select text from case_entries where text like 'event %'
      union all select split_part(identity, ':', 5) from intake where kind = 'click' and done_at is not null
    ) as effect group by mark`;
  return new Map(rows.map(({ mark, times }) => [mark, times]));
}

/** An event is refused by its status alone: Slack sends it again. What was typed into a form stays in the form. */
function isClear({ kind, words, mark }: Answered): boolean {
  if (kind === 'event') return true;
  const saysSo = /try again|press it again/i.test(words);
  return saysSo && (kind !== 'command' || words.includes(mark));
}

function describe({ kind, mark, end, tookMs, words }: Answered): string {
  return `${kind} ${mark}: ${end} after ${Math.round(tookMs)} ms ${words}`;
}

/** One line of figures for the log. */
export function figures(answers: readonly Answered[]): string {
  const took = answers.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  const count = (end: Answered['end']) => answers.filter((answer) => answer.end === end).length;
  const slowest = Math.round(took.at(-1) ?? 0);
  return `${answers.length} requests: ${count('taken')} taken, ${count('refused')} told to try again, ${count('silence')} in silence; slowest answer ${slowest} ms`;
}
