import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where the sandbox keeps its things and listens. */
export interface SandboxConfig {
  readonly root: string;
  readonly dataFolder: string;
  /** Undefined: the embedded server in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly port: number;
  /** The environment handed on to the app, without anything that is Slack's. */
  readonly appEnvironment: Readonly<Record<string, string | undefined>>;
}

const Environment = z.object({
  DATABASE_URL: z.string().optional(),
  FLOORWALKER_SANDBOX_FOLDER: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
});

/** Reads what the sandbox needs from the environment. */
export function readSandboxConfig(env: Readonly<Record<string, string | undefined>> = process.env): SandboxConfig {
  const { DATABASE_URL: databaseUrl, PORT: port, FLOORWALKER_SANDBOX_FOLDER: folder } = Environment.parse(env);
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const appEnvironment = Object.fromEntries(Object.entries(env).filter(([name]) => !/^SLACK_|^ADMIN_PORT$/.test(name)));
  return { root, dataFolder: folder ? resolve(folder) : join(root, '.data'), databaseUrl, port, appEnvironment };
}
