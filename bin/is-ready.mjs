// For the health check of a container: ends with 0 if this machine's app is ready, by /readyz.
const { PORT = '3000', ADMIN_PORT = String(Number(PORT) + 1) } = process.env;

const isReady = await fetch(`http://127.0.0.1:${ADMIN_PORT}/readyz`, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isReady ? 0 : 1);
