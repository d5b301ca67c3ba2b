import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/sandbox/ports.ts';
import { appArguments } from './built-program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOOK_EVERY_MS = 50;
const DRAIN_MS = 25_000;

/** The app as a process that a test starts, kills and freezes as it likes: nobody else restarts it. */
export interface RealApp {
  /** Where it takes requests from Slack, whether it runs or not. */
  readonly url: string;
  readonly adminUrl: string;
  readonly logPath: string;
  /** Of the process that runs now, or ran last. */
  readonly pid: number | undefined;
  /** Starts it, unless it runs; resolves as soon as there is a process. */
  spawn(): void;
  /** Resolves when /readyz says yes. @throws when it has not within `withinMs`, or when the process ends */
  ready(withinMs?: number): Promise<void>;
  /** The status of /readyz; 0 when nobody answers within a second. */
  readyz(): Promise<number>;
  signal(name: NodeJS.Signals): void;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM and time to drain, then SIGKILL. */
  stop(): Promise<void>;
}

/** Takes two ports for it; does not start it yet. */
export async function realApp(name: string, environment: Readonly<Record<string, string>>): Promise<RealApp> {
  const [port, adminPort, program] = await Promise.all([freePort(), freePort(), appArguments()]);
  const logs = join(ROOT, '.data', 'test', 'logs');
  mkdirSync(logs, { recursive: true });
  const logPath = join(logs, `${name}-${process.pid}-${port}.log`);
  const log = createWriteStream(logPath, { flags: 'a' });
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, ...environment, PORT: String(port), ADMIN_PORT: String(adminPort) };
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  let child: ChildProcess | undefined;

  const readyz = () =>
    fetch(`${adminUrl}/readyz`, { signal: AbortSignal.timeout(1_500) }).then(
      ({ status }) => status,
      () => 0,
    );
  const end = async (signal: NodeJS.Signals) => {
    if (!child || isGone(child)) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.kill(signal);
    const timer = setTimeout(() => child?.kill('SIGKILL'), DRAIN_MS);
    await gone;
    clearTimeout(timer);
  };
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    adminUrl,
    logPath,
    get pid() {
      return child?.pid;
    },
    spawn() {
      if (child && !isGone(child)) return;
      child = spawn(process.execPath, program, {
        cwd: ROOT,
        env,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      child.stdout?.pipe(log, { end: false });
      child.stderr?.pipe(log, { end: false });
    },
    async ready(withinMs = 60_000) {
      for (const giveUpAt = performance.now() + withinMs; (await readyz()) !== 200; await pause(LOOK_EVERY_MS)) {
        if (!child || isGone(child)) throw new Error(`the app ended before it was ready; its log is ${logPath}`);
        if (performance.now() > giveUpAt) throw new Error(`the app did not get ready; its log is ${logPath}`);
      }
    },
    readyz,
    signal: (signal) => void child?.kill(signal),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

function isGone(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
