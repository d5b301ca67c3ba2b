import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePortLike, portAsBefore } from './ports.ts';

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
  /** Another one when it was started again while somebody else had its port. */
  readonly url: string;
  readonly logPath: string;
  isReady(): boolean;
  /** Asks it whether it can serve people just now. */
  isWell(): Promise<boolean>;
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
  const log = createWriteStream(settings.logPath, { flags: 'a' });
  let ports = await choosePorts(settings);
  let child = launch(settings, ports, log);
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
    // Somebody else may have been given its ports while it was dead.
    const free = await choosePorts(settings, ports);
    if (now.isStopping) return;
    ports = free;
    child = launch(settings, ports, log);
    watch(child);
    if (await waitUntilReady(LONGEST_PAUSE_MS * 3)) now.deaths = 0;
  }

  async function waitUntilReady(deadlineMs: number): Promise<boolean> {
    const until = Date.now() + deadlineMs;
    while (!now.isReady && !now.isStopping && Date.now() < until) {
      now.isReady = await answersReady(ports.admin);
      if (!now.isReady) await pause(100);
    }
    return now.isReady;
  }

  watch(child);
  return {
    get url() {
      return `http://127.0.0.1:${ports.app}/slack/events`;
    },
    logPath: settings.logPath,
    isReady: () => now.isReady,
    isWell: () => answersReady(ports.admin),
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

interface Ports {
  readonly app: number;
  readonly admin: number;
}

/** Those of before where they are free. */
async function choosePorts({ portPath }: AppProcessSettings, before?: Ports): Promise<Ports> {
  const app = portPath === undefined ? await freePortLike(before?.app) : await portAsBefore(portPath);
  return { app, admin: await freePortLike(before?.admin) };
}

function launch(settings: AppProcessSettings, ports: Ports, log: WriteStream): ChildProcess {
  const env = {
    FLOORWALKER_PUBLIC_URL: `http://localhost:${ports.app}`,
    ...settings.environment,
    PORT: String(ports.app),
    ADMIN_PORT: String(ports.admin),
  };
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
