// `npm test`: installs what is missing, then runs the tests; arguments are vitest's.
import { spawn } from 'node:child_process';
import { ensureInstalled, requireNode, ROOT } from './install.mjs';

requireNode();
process.chdir(ROOT);
await ensureInstalled({ dev: true });

const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
vitest.on('exit', (code) => process.exit(code ?? 1));
