import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const Running = z.object({ pid: z.number(), url: z.string() });

/** The URL of a sandbox that runs on this data folder already, or undefined. */
export async function findRunning(path: string): Promise<string | undefined> {
  try {
    const { pid, url } = Running.parse(JSON.parse(readFileSync(path, 'utf8')));
    process.kill(pid, 0);
    const response = await fetch(`${url}/api/refusals`, { signal: AbortSignal.timeout(2000) });
    return response.ok ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves word that this process serves the data folder; returns how to take it back. */
export function noteRunning(path: string, url: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ pid: process.pid, url }));
  return () => rmSync(path, { force: true });
}
