// `npm start`: installs what is missing, then runs the app against Slack, or the sandbox when nothing says Slack.
import { ensureInstalled, requireNode, ROOT } from './install.mjs';

requireNode();
process.chdir(ROOT);
await ensureInstalled({ dev: false });

const { register } = await import('tsx/esm/api');
register();
const isForSlack =
  process.env.NODE_ENV === 'production' || Object.keys(process.env).some((name) => name.startsWith('SLACK_'));
// In this very process: a signal, or a kill, then means the app and not a wrapper around it.
await import(isForSlack ? '../src/main.ts' : '../src/sandbox/main.ts');
