import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Home } from './embedded-home.ts';
import { DatabaseUnusable } from './errors.ts';

/** Runs one of PostgreSQL's programs as the server's account. @throws DatabaseUnusable with its and the server's last words */
export async function run(home: Home, program: string, args: readonly string[]): Promise<void> {
  const { code, said } = await finished(home, program, args);
  if (code === 0) return;
  const words = said.trim().split('\n').slice(-5).join(' | ');
  throw new DatabaseUnusable(
    `The embedded PostgreSQL failed (${basename(program)} ${args[0]}): ${words}${await lastLines(home)}`,
  );
}

function finished(
  home: Home,
  program: string,
  args: readonly string[],
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...home.account,
      // The account may not be allowed where Node was started.
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.once('error', (error) => resolve({ code: null, said: error.message }));
    child.once('close', (code) => resolve({ code, said }));
  });
}

/** The end of the server's log, as an addition to an error message. */
export async function lastLines(home: Home): Promise<string> {
  const log = await readFile(home.log, 'utf8').catch(() => '');
  const lines = log.trim().split('\n').slice(-5).join(' | ');
  return lines ? ` The server's last words: ${lines}` : '';
}
