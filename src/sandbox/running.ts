import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const Running = z.object({ pid: z.number(), url: z.string().optional() });
type Running = z.infer<typeof Running>;

const STARTING_MS = 60_000;

/** The URL of a sandbox that runs on this data folder already, or undefined. Waits for one that is just starting. */
export async function findRunning(path: string): Promise<string | undefined> {
  const until = Date.now() + STARTING_MS;
  for (let note = read(path); note && isAlive(note.pid) && Date.now() < until; note = read(path)) {
    if (note.url) return (await answers(note.url)) ? note.url : undefined;
    await pause(200);
  }
  return undefined;
}

/** Leaves word that this process serves the data folder, first without a URL, while it starts. */
export function noteRunning(path: string, url?: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ pid: process.pid, url }));
}

/** Takes the word back, if it is still this process's. */
export function forgetRunning(path: string): void {
  if (read(path)?.pid === process.pid) rmSync(path, { force: true });
}

function read(path: string): Running | undefined {
  try {
    return Running.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/refusals`, { signal: AbortSignal.timeout(2000) });
    return response.ok;
  } catch {
    return false;
  }
}
