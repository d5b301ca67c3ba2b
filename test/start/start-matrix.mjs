// The two commands in every situation a newcomer may be in, on fresh clones of what is committed: `npm run test:start`.
// Needs git, npm and Linux; takes some minutes, most of them `npm ci`. Last line: N passed, N failed[, N skipped].
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  answers,
  cleanUp,
  endsWith,
  freePort,
  freshClone,
  isRoot,
  lastWords,
  occupy,
  processesOf,
  run,
  says,
} from './machine.mjs';

const INSTALL_MS = 180_000;
const READY = /Floorwalker is ready: (http\S+)/;
/** Enough to need the database and its template; all tests, or slow ones, would take too long here. */
const SOME_TESTS = ['src/core/local-time.test.ts', 'src/db/security.test.ts', 'src/jobs/add-job.test.ts'];

const counts = { passed: 0, failed: 0, skipped: 0 };

async function check(name, work, { skip } = {}) {
  if (skip) {
    counts.skipped += 1;
    console.log(`– ${name}: skipped, ${skip}`);
    return;
  }
  const start = performance.now();
  try {
    await work();
    counts.passed += 1;
    console.log(`✓ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  } catch (error) {
    counts.failed += 1;
    console.log(`✗ ${name}\n${error.stack}`);
  }
}

async function startIt(place, { withinMs = INSTALL_MS, ...extra } = {}) {
  const program = run(place, 'npm', ['start'], { PORT: String(await freePort()), ...extra });
  try {
    const [, url] = await says(program, READY, withinMs);
    await answers(url);
    return { ...program, url };
  } catch (error) {
    await stopIt(place, program);
    throw error;
  }
}

/** Ctrl-C, and nothing of it is left. */
async function stopIt(place, program) {
  program.signal('SIGINT');
  await Promise.race([program.ended, new Promise((resolve) => setTimeout(resolve, 20_000))]);
  const left = processesOf(place.clone);
  if (left.length > 0) throw new Error(`still running after Ctrl-C: ${left.join(', ')}\n${lastWords(program)}`);
}

async function testIt(place, extra) {
  const program = run(place, 'npm', ['test', '--', ...SOME_TESTS], extra);
  await says(program, /^[1-9]\d* passed, 0 failed(, \d+ skipped)?$/m, INSTALL_MS);
  await endsWith(program, 0, 10_000);
}

async function onOneClone() {
  const place = freshClone();
  const port = await freePort();
  let app;

  await check('npm start on a fresh clone, with no locale set', async () => {
    app = await startIt(place, { PORT: String(port) });
  });
  await check('npm start a second time names the first and ends with 0', async () => {
    const second = run(place, 'npm', ['start'], { PORT: String(port) });
    await says(second, new RegExp(app.url), 15_000);
    await endsWith(second, 0, 5_000);
  });
  await check('npm test while npm start runs', () => testIt(place));
  await check('after kill -9 of everything that is Node, npm start opens it again', async () => {
    app.signal('SIGKILL');
    await app.ended;
    app = await startIt(place, { withinMs: 20_000 });
  });
  await check('Ctrl-C leaves no process behind', () => stopIt(place, app));
  await check('npm start again takes under 5 s (the best of three: the machine may be busy)', async () => {
    const times = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const start = performance.now();
      app = await startIt(place, { withinMs: 30_000 });
      times.push(performance.now() - start);
      await stopIt(place, app);
    }
    if (Math.min(...times) > 5_000) throw new Error(`took ${times.map(Math.round).join(', ')} ms`);
  });
  await check('with its port and its database port taken it finds others', async () => {
    const free = [await occupy(port), await occupy(databasePort(place))];
    app = await startIt(place, { PORT: String(port), withinMs: 20_000 });
    if (new URL(app.url).port === String(port)) throw new Error('said to listen on a port that was taken');
    await stopIt(place, app);
    for (const release of free) await release();
  });
  await check('after npm ci --ignore-scripts', async () => {
    await endsWith(run(place, 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']), 0, INSTALL_MS);
    app = await startIt(place, { withinMs: 30_000 });
    await stopIt(place, app);
  });
  await check('npm test after that, alone', () => testIt(place));
}

function databasePort({ clone }) {
  return Number(readFileSync(join(clone, '.data/postgres/server/port'), 'utf8'));
}

async function elsewhere(name, options, { skip } = {}) {
  const place = skip ? undefined : freshClone(options);
  await check(`npm start ${name}`, async () => stopIt(place, await startIt(place)), { skip });
  await check(`npm test ${name}`, () => testIt(place), { skip });
}

const giveUp = setTimeout(() => {
  console.log(`gave up after 15 minutes\n${counts.passed} passed, ${counts.failed + 1} failed`);
  void cleanUp().finally(() => process.exit(1));
}, 15 * 60_000);

try {
  await check('a Node that is too old is told in one line', async () => {
    const code = "import('./bin/install.mjs').then(({ requireNode }) => requireNode('20.18.3'))";
    const old = run({ clone: process.cwd(), home: homedir(), user: {} }, process.execPath, ['-e', code]);
    await endsWith(old, 1, 5_000);
    await says(old, /^Floorwalker needs Node.js 20.19 or newer; this is 20.18.3.\n$/, 1_000);
  });
  await onOneClone();
  const skip = isRoot ? undefined : 'it needs root';
  await Promise.all([
    elsewhere('as root, below a folder that only root may enter', { above: homedir(), mode: 0o700 }, { skip }),
    elsewhere('as an ordinary user', { asNobody: isRoot }),
  ]);
} finally {
  clearTimeout(giveUp);
  await cleanUp();
}
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`);
process.exit(counts.failed === 0 ? 0 : 1);
