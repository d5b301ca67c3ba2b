import { z } from 'zod';
import type { Tier } from '../limits.ts';
import type { World } from '../world.ts';
import { invalidArguments } from './refusal.ts';

/** One Web API method: what it needs, how often it may be called, what it does. */
export interface Method {
  readonly name: string;
  readonly token: 'bot' | 'app' | 'none';
  /** Any one of these is enough to call it; a method may ask for more by channel. Empty: no scope needed. */
  readonly scopes: readonly string[];
  readonly tier: Tier;
  /** Whether arguments may come as JSON: methods that only read take them from the query or a form. */
  readonly takesJson: boolean;
  /** Answers what goes into the reply beside `ok: true`. */
  readonly run: (world: World, form: Readonly<Record<string, string>>) => Record<string, unknown>;
}

interface Definition<Args extends z.ZodObject> {
  readonly name: string;
  readonly token?: Method['token'];
  readonly scopes?: readonly string[];
  readonly tier: Tier;
  /** False where Slack takes no JSON: the methods that only read, nearly all of them. */
  readonly takesJson?: boolean;
  readonly args: Args;
  readonly run: (world: World, args: z.infer<Args>) => Record<string, unknown>;
}

/** Puts the reading of its arguments in front of a method. Unknown arguments are ignored, as Slack does. */
export function defineMethod<Args extends z.ZodObject>(definition: Definition<Args>): Method {
  return {
    name: definition.name,
    token: definition.token ?? 'bot',
    scopes: definition.scopes ?? [],
    tier: definition.tier,
    takesJson: definition.takesJson ?? true,
    run(world, form) {
      const parsed = definition.args.safeParse(form);
      if (!parsed.success) throw invalidArguments(parsed.error.issues.map(inWords));
      return definition.run(world, parsed.data);
    },
  };
}

function inWords(issue: z.core.$ZodIssue): string {
  const name = issue.path.map(String).join('/');
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  return isMissing ? `[ERROR] missing required field: ${name}` : `[ERROR] ${issue.message} [json-pointer:/${name}]`;
}

/** Kinds of arguments, all of them text on the wire. */
export const arg = {
  text: z.string({ error: 'must be a string' }).min(1, 'must be more than 0 characters'),
  /** May be empty: there is no such channel, which is what Slack says of it. */
  channel: z.string({ error: 'must be a string' }),
  optional: z.string().optional(),
  flag: z
    .string()
    .default('false')
    .transform((value) => value === 'true' || value === '1'),
  /** Separated by commas, or a list of JSON; empty when absent. */
  list: z.string().default('').transform(listIn),
  json: z.string().optional().transform(parseJson),
} as const;

/** Undefined when absent, `unreadable` when it is no JSON. */
export const unreadable = Symbol('unreadable');

function listIn(value: string): string[] {
  const parts = value.startsWith('[') ? parseJson(value) : value.split(',');
  return Array.isArray(parts) ? parts.map((part) => String(part).trim()).filter((part) => part !== '') : [];
}

function parseJson(value: string | undefined): unknown {
  if (value === undefined || value === '') return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return unreadable;
  }
}
