// Plain JavaScript without a dependency: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const LEAST_NODE = [20, 19];
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOCK = `${ROOT}.data/install.pid`;

/** Ends the process with one line when this Node is too old. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  console.error(`Floorwalker needs Node.js ${LEAST_NODE.join('.')} or newer; this is ${version}.`);
  process.exit(1);
}

/** Runs `npm ci` unless everything of package-lock.json that this machine needs is there. Two at once take turns. */
export async function ensureInstalled({ dev }) {
  if (isInstalled({ dev })) return;
  await lock();
  try {
    if (isInstalled({ dev })) return;
    console.log('Installing what is missing (npm ci) …');
    const { status } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(dev ? ['--include=dev'] : [])]);
    if (status === 0) return;
    console.error(
      'npm ci failed, see above. Floorwalker needs the npm registry (or a filled cache) for its first start.',
    );
    process.exitCode = status ?? 1;
    process.exit();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** npm keeps what it has installed in the same form as the lock file. */
function isInstalled({ dev }) {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional) return true;
    if (entry.dev && !dev) return true;
    return present[path]?.version === entry.version;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(ROOT + file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

function npm(args) {
  const own = process.env.npm_execpath;
  const isScript = own?.endsWith('.js') || own?.endsWith('.cjs');
  const [program, first] = isScript ? [process.execPath, [own]] : ['npm', []];
  return spawnSync(program, [...first, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: !isScript && process.platform === 'win32',
  });
}

async function lock() {
  mkdirSync(`${ROOT}.data`, { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isHeld()) rmSync(LOCK, { force: true });
    await pause(200);
  }
}

function isHeld() {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
