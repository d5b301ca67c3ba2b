import { join } from 'node:path';
import { readSandboxConfig } from './config.ts';
import { ManifestProblem } from './manifest.ts';
import { findRunning, forgetRunning, noteRunning } from './running.ts';
import { startWorkshop } from './workshop.ts';

await main();

/** `npm start` without Slack: the whole workshop, or a word on where it runs already. */
async function main(): Promise<void> {
  const config = readSandboxConfig();
  const note = join(config.dataFolder, 'sandbox.json');
  const already = await findRunning(note);
  if (already) return say(`Floorwalker is running already: ${shown(already)}`);

  noteRunning(note);
  const workshop = await startWorkshop(config, say).catch(refusedManifest);
  if (!workshop) return forgetRunning(note);
  noteRunning(note, workshop.url);
  stopOnSignal(async () => {
    await workshop.stop();
    forgetRunning(note);
  });
  say(`Floorwalker is ready: ${shown(workshop.url)}`);
}

/** A manifest that Slack would not take is said in plain lines; anything else is a fault of ours. */
function refusedManifest(error: unknown): undefined {
  if (!(error instanceof ManifestProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void stop().finally(() => process.exit(0));
    });
  }
}

function shown(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
