// What the start matrix does to this machine: clones, processes, users, ports.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOBODY = { uid: 65_534, gid: 65_534 };
export const isRoot = process.getuid?.() === 0;

/** Where a server goes whose clone only root may enter. */
const ELSEWHERE = '/var/tmp';
const wasElsewhere = new Set(readdirSync(ELSEWHERE));

const made = [];
const running = new Set();

/** Ends every process and removes every folder this program has made. */
export async function cleanUp() {
  for (const group of running) signalGroup(group, 'SIGKILL');
  await pause(500);
  for (const folder of made) {
    stopServersBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  }
  for (const name of readdirSync(ELSEWHERE)) {
    if (name.startsWith('floorwalker-') && !wasElsewhere.has(name)) rmSync(join(ELSEWHERE, name), { recursive: true });
  }
}

/** A fresh clone of what is committed. `mode` is that of the folder above it; `asNobody` gives it to an ordinary user. */
export function freshClone({ above = tmpdir(), mode = 0o755, asNobody = false } = {}) {
  const folder = mkdtempSync(join(above, 'floorwalker-start-'));
  made.push(folder);
  const clone = join(folder, 'floorwalker');
  succeed('git', ['clone', '--quiet', '--no-local', ROOT, clone]);
  // Ignored by git in every clone, so that a second start or test of it sees the same folder.
  mkdirSync(join(folder, 'home'));
  if (asNobody) giveAway(folder);
  chmodSync(folder, mode);
  return { clone, home: join(folder, 'home'), user: asNobody ? NOBODY : {} };
}

function giveAway(folder) {
  copyNpmCache(join(folder, 'home'));
  for (const entry of readdirSync(folder, { recursive: true })) lchownSync(join(folder, entry), NOBODY.uid, NOBODY.gid);
  chownSync(folder, NOBODY.uid, NOBODY.gid);
}

/** An ordinary user may not read root's npm cache; a copy saves the registry the work. */
function copyNpmCache(home) {
  const cache = join(npmConfig('cache'), '_cacache');
  if (existsSync(cache)) cpSync(cache, join(home, '.npm', '_cacache'), { recursive: true });
}

const npmSays = new Map();

function npmConfig(name) {
  if (!npmSays.has(name)) npmSays.set(name, succeed('npm', ['config', 'get', name]).trim().split('\n').at(-1));
  return npmSays.get(name);
}

function succeed(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

/** The environment of somebody who has just logged in. */
function cleanEnvironment({ home, user }, extra) {
  const isOther = 'uid' in user;
  return {
    PATH: process.env.PATH,
    HOME: isOther ? home : homedir(),
    ...(process.env.NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS }),
    npm_config_registry: npmConfig('registry'),
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
    ...extra,
  };
}

/** Starts a program in the clone, in a process group of its own as a terminal does. */
export function run(place, program, args, extra = {}) {
  const child = spawn(program, args, {
    cwd: place.clone,
    env: cleanEnvironment(place, extra),
    ...place.user,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child.pid);
  const state = { said: '', code: undefined };
  child.stdout.on('data', (text) => (state.said += text));
  child.stderr.on('data', (text) => (state.said += text));
  const ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      state.code = code ?? signal;
      resolve(state.code);
    });
  });
  return {
    state,
    ended,
    signal: (name) => signalGroup(child.pid, name),
  };
}

function signalGroup(group, name) {
  try {
    process.kill(-group, name);
  } catch {
    running.delete(group);
  }
}

/** What the program says first that matches, or an error with all it has said. */
export async function says(program, pattern, withinMs) {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    const found = program.state.said.match(pattern);
    if (found) return found;
    if (program.state.code !== undefined) break;
    await pause(50);
  }
  throw new Error(
    `expected ${pattern} within ${withinMs / 1000} s (exit: ${program.state.code}):\n${lastWords(program)}`,
  );
}

/** The end of its output, for an error message. */
export function lastWords(program) {
  return program.state.said.trim().split('\n').slice(-15).join('\n');
}

/** Ends with this code in time. */
export async function endsWith(program, code, withinMs) {
  const ended = await Promise.race([program.ended, pause(withinMs, 'still running')]);
  if (ended !== code) throw new Error(`expected to end with ${code}, but: ${ended}\n${lastWords(program)}`);
}

export async function answers(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

/** Processes whose command line names the folder. */
export function processesOf(folder) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    })
    .map(Number);
}

function stopServersBelow(folder) {
  for (const pid of processesOf(folder)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone meanwhile.
    }
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Listens on the port, as some other program would. */
export function occupy(port) {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(() => new Promise((done) => server.close(done))));
  });
}
