import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, portAsBefore } from './ports.ts';

export interface AppProcessSettings {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logPath: string;
  /** What Node is told to run, without which it is the sources. */
  readonly program?: readonly string[];
  /** Where its port is noted, so that addresses which people have of it stay good; without it any port will do. */
  readonly portPath?: string;
  /** Told when it died by itself and is about to be started again. */
  readonly onDeath?: (code: number | null) => void;
}

/** The app as its own process, exactly as it would run against Slack; started again when it dies. */
export interface AppProcess {
  readonly url: string;
  readonly logPath: string;
  isReady(): boolean;
  /** Resolves when the app says it is ready. */
  ready(deadlineMs: number): Promise<boolean>;
  /** Lets it drain; resolves with its exit code, null if it had to be killed. */
  stop(): Promise<number | null>;
  /** Sends a signal to the process that runs now: what the operating system might do to it. */
  signal(name: NodeJS.Signals): void;
}

const DRAIN_MS = 25_000;
const LONGEST_PAUSE_MS = 10_000;

export async function startApp(settings: AppProcessSettings): Promise<AppProcess> {
  const { portPath } = settings;
  const [port, adminPort] = await Promise.all([
    portPath === undefined ? freePort() : portAsBefore(portPath),
    freePort(),
  ]);
  const log = createWriteStream(settings.logPath, { flags: 'a' });
  const environment = {
    FLOORWALKER_PUBLIC_URL: `http://localhost:${port}`,
    ...settings.environment,
    PORT: String(port),
    ADMIN_PORT: String(adminPort),
  };
  let child = launch(settings, environment, log);
  const now = { isStopping: false, isReady: false, deaths: 0 };

  function watch(process: ChildProcess): void {
    process.once('exit', (code) => {
      now.isReady = false;
      if (now.isStopping) return;
      now.deaths += 1;
      if (now.deaths === 1) settings.onDeath?.(code);
      void pause(Math.min(500 * 2 ** now.deaths, LONGEST_PAUSE_MS), undefined, { ref: false }).then(restart);
    });
  }

  async function restart(): Promise<void> {
    if (now.isStopping) return;
    child = launch(settings, environment, log);
    watch(child);
    if (await waitUntilReady(LONGEST_PAUSE_MS * 3)) now.deaths = 0;
  }

  async function waitUntilReady(deadlineMs: number): Promise<boolean> {
    const until = Date.now() + deadlineMs;
    while (!now.isReady && !now.isStopping && Date.now() < until) {
      now.isReady = await answersReady(adminPort);
      if (!now.isReady) await pause(100);
    }
    return now.isReady;
  }

  watch(child);
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    logPath: settings.logPath,
    isReady: () => now.isReady,
    ready: waitUntilReady,
    signal: (name) => void child.kill(name),
    async stop() {
      now.isStopping = true;
      const code = await end(child);
      log.end();
      return code;
    },
  };
}

function launch(settings: AppProcessSettings, env: Record<string, string | undefined>, log: WriteStream): ChildProcess {
  const child = spawn(process.execPath, settings.program ?? sourcesOf(settings.root), {
    cwd: settings.root,
    env: { ...env, FORCE_COLOR: undefined },
    // Its own process group: Ctrl-C reaches the sandbox, which lets the app drain.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
}

function sourcesOf(root: string): readonly string[] {
  const leash = fileURLToPath(new URL('die-with-parent.ts', import.meta.url));
  return ['--import', 'tsx', '--import', leash, join(root, 'src/main.ts')];
}

/** SIGTERM, time to drain, then SIGKILL. */
async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), DRAIN_MS);
  await gone;
  clearTimeout(timer);
  return child.exitCode;
}

async function answersReady(adminPort: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${adminPort}/readyz`, { signal: AbortSignal.timeout(1000) });
    return response.ok;
  } catch {
    return false;
  }
}
