import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, isZombie } from './directory-lock.ts';

const ENDING_MS = 10_000;

/** What a running server says of itself in postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
  /** On its way down: it takes no new connections any more. */
  readonly stopping: boolean;
}

/** The server that runs on this data directory, or undefined; a file left by a server that was killed counts as none. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid) || !(await isPostgres(pid))) return undefined;
  const state = lines[7]?.trim();
  return { pid, port: Number(lines[3]), ready: state === 'ready', stopping: state === 'stopping' };
}

/**
 * Removes what a killed server has left in postmaster.pid where its number was never collected: PostgreSQL takes such a
 * one for alive and would never start again. Its other processes, which end as soon as they notice, are waited for.
 */
export async function forgetZombie(data: string): Promise<void> {
  const path = join(data, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const [, sharedMemory] = (lines[6] ?? '').trim().split(/\s+/);
  if (!isZombie(Number(lines[0]))) return;
  const giveUpAt = performance.now() + ENDING_MS;
  while (await isAttached(sharedMemory)) {
    if (performance.now() > giveUpAt) return;
    await pause(50);
  }
  await rm(path, { force: true });
}

/** Columns of /proc/sysvipc/shm: the second is the segment, the seventh how many processes hold it. */
async function isAttached(segment: string | undefined): Promise<boolean> {
  const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '');
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  const row = rows.find(([, id]) => id === segment);
  return row !== undefined && row[6] !== '0';
}

/** After a restart of the machine or container the number may belong to some other program. */
async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  // No /proc (macOS): PostgreSQL's own check at start has to do.
  return command === undefined || command.includes('postgres');
}
