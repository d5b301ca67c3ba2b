import { readFileSync } from 'node:fs';
import { type Ctx, transaction } from '../../src/core/context.ts';
import { candidatesOf, CUT, type Cut, readFor } from '../../src/search/candidates.ts';
import { hitsOf, withPassages } from '../../src/search/hits.ts';
import { search } from '../../src/search/index.ts';
import { readQuery } from '../../src/search/query.ts';
import { rank } from '../../src/search/rank.ts';
import { signalsOf } from '../../src/search/signals.ts';
import { WEIGHTS } from '../../src/search/weights.ts';
import { COLLECTION, type CorpusQuery } from './corpus.ts';
import { mean } from './measure.ts';
import { EVERYONE } from './product.ts';

const LIMIT = 5;

/** What one search took, in milliseconds and in rows. */
export interface Stages {
  readonly isFound: boolean;
  readonly query: number;
  readonly candidates: number;
  readonly scoring: number;
  readonly firstPassages: number;
  /** Entries of the index that were read, and those of all the terms there are. */
  readonly entries: number;
  readonly allEntries: number;
  readonly terms: number;
  readonly ranked: number;
}

/** The steps of `search`, one by one. */
export function stagesOf(ctx: Ctx, { documentId, text }: CorpusQuery, cut: Cut = CUT): Promise<Stages | undefined> {
  return transaction(ctx, async (tx) => {
    const began = performance.now();
    const query = await readQuery(tx, ctx, { collection: COLLECTION, query: text });
    const read = performance.now();
    if (!query) return undefined;
    const reader = { audience: EVERYONE, at: ctx.clock.now() };
    const candidates = await candidatesOf(tx, query, reader, { weights: WEIGHTS, cut });
    const found = performance.now();
    const hits = hitsOf(query, rank(signalsOf(query, candidates, WEIGHTS), WEIGHTS), LIMIT);
    const scored = performance.now();
    const shown = await withPassages(tx, ctx, COLLECTION, hits);
    const ended = performance.now();
    return {
      isFound: shown.some((hit) => hit.documentId === documentId),
      query: read - began,
      candidates: found - read,
      scoring: scored - found,
      firstPassages: ended - scored,
      ...readFor(query, { weights: WEIGHTS, cut }),
      ranked: candidates.length,
    };
  });
}

/** Milliseconds of each search as people call it, with its transaction. */
export async function timesOf(ctx: Ctx, texts: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const query of texts) {
    const began = performance.now();
    await transaction(ctx, (tx) =>
      search(tx, ctx, { collection: COLLECTION, query, audience: EVERYONE, at: ctx.clock.now(), limit: LIMIT }),
    );
    times.push(performance.now() - began);
  }
  return times;
}

/** What the machine makes of nothing, while it does whatever else it does: to judge the other times by. */
export async function timesOfNothing(ctx: Ctx, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const began = performance.now();
    await transaction(ctx, (tx) => tx.execute('select 1'));
    times.push(performance.now() - began);
  }
  return times;
}

/** Milliseconds of a processor that one of `count` times took, in Node and in PostgreSQL; says more than time on a busy machine. */
export async function processorTime(
  ctx: Ctx,
  count: number,
  work: () => Promise<unknown>,
): Promise<{ readonly node: number; readonly postgres: number | undefined }> {
  const server = await transaction(ctx, (tx) => tx.execute<{ pid: number }>('select pg_backend_pid() as pid'));
  const before = { node: process.cpuUsage(), postgres: ticksOf(server[0]?.pid) };
  await work();
  const { user, system } = process.cpuUsage(before.node);
  const ticks = ticksOf(server[0]?.pid);
  const postgres =
    ticks === undefined || before.postgres === undefined ? undefined : (MS_OF_TICK * (ticks - before.postgres)) / count;
  return { node: (user + system) / 1000 / count, postgres };
}

const MS_OF_TICK = 10;

/** User and system time of a process, where the system is Linux and the process a neighbour. */
function ticksOf(pid: number | undefined): number | undefined {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
    return Number(user) + Number(system);
  } catch {
    return undefined;
  }
}

export function meanOf(stages: readonly Stages[], of: Exclude<keyof Stages, 'isFound'>): number {
  return mean(stages.map((each) => each[of]));
}

export function shareFound(stages: readonly Stages[]): number {
  return mean(stages.map(({ isFound }) => Number(isFound)));
}
