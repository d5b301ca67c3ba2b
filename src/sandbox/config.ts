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
  /** Two: the app is installed by people, in workspaces whose people and channels have the same ids. */
  readonly workspaces: 1 | 2;
  /** Undefined: made anew at each start. With two workspaces every installation has its own. */
  readonly botToken: string | undefined;
  /** The environment handed on to the app, without anything that is Slack's. */
  readonly appEnvironment: Readonly<Record<string, string | undefined>>;
}

const Environment = z.object({
  DATABASE_URL: z.string().optional(),
  FLOORWALKER_SANDBOX_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[\w-]+$/, 'begins with xoxb- and has letters, digits and - only')
    .optional(),
  FLOORWALKER_SANDBOX_FOLDER: z.string().min(1).optional(),
  FLOORWALKER_SANDBOX_WORKSPACES: z.enum(['1', '2']).default('1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
});

/** Reads what the sandbox needs from the environment. */
export function readSandboxConfig(env: Readonly<Record<string, string | undefined>> = process.env): SandboxConfig {
  const { DATABASE_URL: databaseUrl, PORT: port, ...more } = Environment.parse(env);
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const folder = more.FLOORWALKER_SANDBOX_FOLDER ? resolve(more.FLOORWALKER_SANDBOX_FOLDER) : join(root, '.data');
  const workspaces = more.FLOORWALKER_SANDBOX_WORKSPACES === '2' ? 2 : 1;
  const appEnvironment = Object.fromEntries(Object.entries(env).filter(([name]) => !/^SLACK_|^ADMIN_PORT$/.test(name)));
  // The app keeps its tokens in another way then, so nothing is shared with the sandbox of one workspace.
  const dataFolder = workspaces === 2 ? join(folder, 'two-workspaces') : folder;
  const botToken = more.FLOORWALKER_SANDBOX_BOT_TOKEN;
  return { root, dataFolder, databaseUrl, port, workspaces, botToken, appEnvironment };
}
