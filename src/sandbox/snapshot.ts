import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { SlackState } from './state/state.ts';

/** Raised when the shape of the state changes: an older file is then left aside and the sample starts anew. */
const FORMAT = 2;
const WAIT_MS = 500;

const SnapshotFile = z.object({ format: z.literal(FORMAT), state: z.record(z.string(), z.unknown()) });

/** The state as it was saved, or undefined when there is none that can be read. */
export function loadSnapshot(path: string): SlackState | undefined {
  try {
    const file = SnapshotFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    // Safe: only saveSnapshot writes this file, and the format number says it was this version of it.
    return file.state as unknown as SlackState;
  } catch {
    return undefined;
  }
}

export function saveSnapshot(path: string, state: SlackState): void {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.new`;
  writeFileSync(half, JSON.stringify({ format: FORMAT, state }));
  renameSync(half, path);
}

export interface SnapshotKeeper {
  /** Saves shortly after; several changes are saved once. */
  soon(): void;
  /** Saves now, if anything changed since. */
  now(): void;
}

export function keepSnapshot(path: string, state: SlackState): SnapshotKeeper {
  let timer: NodeJS.Timeout | undefined;
  const keeper: SnapshotKeeper = {
    soon() {
      timer ??= setTimeout(() => keeper.now(), WAIT_MS).unref();
    },
    now() {
      if (!timer) return;
      clearTimeout(timer);
      timer = undefined;
      saveSnapshot(path, state);
    },
  };
  return keeper;
}
