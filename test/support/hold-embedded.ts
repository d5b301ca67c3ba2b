import { startEmbedded } from '../../src/db/embedded.ts';

// Starts the embedded server of a directory, says so and stays, for tests that end a process in every way.
const server = await startEmbedded({ directory: process.argv[2] ?? '', throwAway: true });
process.stdout.write(`${server.url}\n`);
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);
