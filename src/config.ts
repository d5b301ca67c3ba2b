import { z } from 'zod';

/** How the app reaches Slack. */
export type SlackMode =
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string }
  | {
      readonly mode: 'oauth';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      readonly signingSecret: string;
      /** Under which tokens are kept: the first seals, all of them open. */
      readonly secretKeys: readonly string[];
    };

export interface Config {
  readonly slack: SlackMode;
  /** Base of the Web API, with a slash at its end. */
  readonly slackApiUrl: string;
  /** Undefined: the embedded server. */
  readonly databaseUrl: string | undefined;
  readonly port: number;
  readonly adminPort: number;
  /** What the world calls PORT, without a slash at its end: what calendars and people are given. Undefined: nobody outside can reach it. */
  readonly publicUrl: string | undefined;
  /** Whether this process takes requests from Slack, does the work behind them, or both. */
  readonly role: 'all' | 'web' | 'worker';
  readonly logLevel: string;
  /** Hosts in a private network from which iCal files may be fetched all the same. */
  readonly calendarHosts: readonly string[];
}

/** A configuration that cannot work; the message is one line that names the variable and shows no value. */
export class ConfigError extends Error {}

const text = z.string().trim().min(1);
const Port = z.coerce.number().int().min(1).max(65_535);

/** One key, or several with commas between them, the newest first. */
const SecretKeys = text.transform((keys) => keys.split(',').map((key) => key.trim())).pipe(z.array(z.string().min(16)));

/** Names of machines, with commas between them. */
const Hosts = text.transform((hosts) => hosts.split(',').map((host) => host.trim())).pipe(z.array(z.string().min(1)));

const Environment = z.object({
  SLACK_BOT_TOKEN: text.startsWith('xoxb-').optional(),
  SLACK_APP_TOKEN: text.startsWith('xapp-').optional(),
  SLACK_SIGNING_SECRET: text.min(8).optional(),
  SLACK_CLIENT_ID: text.optional(),
  SLACK_CLIENT_SECRET: text.optional(),
  SLACK_STATE_SECRET: text.min(16).optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  FLOORWALKER_SECRET_KEY: SecretKeys.optional(),
  FLOORWALKER_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  FLOORWALKER_CALENDAR_HOSTS: Hosts.optional(),
  FLOORWALKER_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PORT: Port.default(3000),
  ADMIN_PORT: Port.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
});
type Environment = z.infer<typeof Environment>;

/**
 * Reads the configuration. A variable that is set but empty, or set to the word "undefined", counts as a mistake.
 * @throws ConfigError naming the first variable that is missing or malformed
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read = readEnvironment(env);
  return {
    slack: slackMode(read),
    slackApiUrl: withSlash(read.SLACK_API_URL ?? 'https://slack.com/api/'),
    databaseUrl: read.DATABASE_URL,
    port: read.PORT,
    publicUrl: read.FLOORWALKER_PUBLIC_URL?.replace(/\/+$/, ''),
    adminPort: read.ADMIN_PORT ?? read.PORT + 1,
    role: read.FLOORWALKER_ROLE,
    logLevel: read.LOG_LEVEL,
    calendarHosts: read.FLOORWALKER_CALENDAR_HOSTS ?? [],
  };
}

/**
 * Reads only where the database is; undefined means the embedded server.
 * @throws ConfigError when the variable is malformed
 */
export function readDatabaseUrl(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  return readEnvironment({ DATABASE_URL: env['DATABASE_URL'] }).DATABASE_URL;
}

function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  for (const name of Object.keys(Environment.shape)) {
    const value = env[name]?.trim();
    if (value === '' || value === 'undefined' || value === 'null') throw new ConfigError(`${name} is set but empty.`);
  }
  const parsed = Environment.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    `${String(parsed.error.issues[0]?.path[0])} is not what it should be (see README, Configuration).`,
  );
}

function slackMode(env: Environment): SlackMode {
  if (env.SLACK_APP_TOKEN) {
    return { mode: 'socket', appToken: env.SLACK_APP_TOKEN, botToken: need(env, 'SLACK_BOT_TOKEN') };
  }
  if (env.SLACK_BOT_TOKEN === undefined && OAUTH_VARIABLES.some((name) => env[name] !== undefined)) return oauth(env);
  const botToken = need(env, 'SLACK_BOT_TOKEN');
  if (env.SLACK_SIGNING_SECRET) return { mode: 'http', botToken, signingSecret: env.SLACK_SIGNING_SECRET };
  throw new ConfigError(
    'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it.',
  );
}

const OAUTH_VARIABLES = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

function oauth(env: Environment): SlackMode {
  const secretKeys = env.FLOORWALKER_SECRET_KEY;
  const mode = {
    mode: 'oauth',
    clientId: need(env, 'SLACK_CLIENT_ID'),
    clientSecret: need(env, 'SLACK_CLIENT_SECRET'),
    stateSecret: need(env, 'SLACK_STATE_SECRET'),
    signingSecret: need(env, 'SLACK_SIGNING_SECRET'),
  } as const;
  if (!secretKeys) throw new ConfigError('FLOORWALKER_SECRET_KEY is missing: tokens are kept encrypted with it.');
  return { ...mode, secretKeys };
}

function need(env: Environment, name: `SLACK_${string}` & keyof Environment): string {
  const value = env[name];
  if (!value) throw new ConfigError(`${name} is missing.`);
  return value;
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
