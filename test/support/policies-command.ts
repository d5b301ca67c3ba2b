import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { programArguments } from './built-program.ts';
import type { TestDatabase } from './database.ts';

const run = promisify(execFile);

/** `npm run policies:import` or `policies:export`, as a process of its own. */
export async function policiesCommand(
  { url }: Pick<TestDatabase, 'url'>,
  what: 'import' | 'export',
  words: readonly string[],
): Promise<{ said: string; code: number }> {
  try {
    const program = await programArguments(`src/cli/policies-${what}.ts`);
    const done = await run(process.execPath, [...program, ...words], { env: { ...process.env, DATABASE_URL: url } });
    return { said: done.stdout, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
    return { said: stdout + stderr, code };
  }
}
