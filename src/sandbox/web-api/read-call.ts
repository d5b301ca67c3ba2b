import type { IncomingMessage } from 'node:http';
import { isRecord } from '../rules/check.ts';

/** One call of the Web API as it came in. */
export interface Call {
  readonly name: string;
  readonly token: string | undefined;
  /** The arguments, all of them text; nested ones as JSON. */
  readonly form: Readonly<Record<string, string>>;
  /** Why the body cannot be read: Slack's code for it. */
  readonly problem?: string;
  /** What Slack would have liked better: `missing_charset`, `superfluous_charset`. */
  readonly warnings: readonly string[];
}

interface Given {
  readonly fields: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly problem?: string;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const CHARSETS = new Set(['utf-8', 'iso-8859-1']);

/**
 * Reads query and body as Slack does: a form, a multipart form, plain text that is a form, or JSON. Methods that only
 * read (`takesJson` false) do not look into JSON, and a token is never taken out of it.
 */
export async function readCall(
  request: IncomingMessage,
  where: { readonly name: string; readonly url: URL; readonly takesJson: boolean },
  body: Buffer,
): Promise<Call> {
  const isEmpty = request.method !== 'POST' || body.length === 0;
  const given: Given = isEmpty ? { fields: {}, warnings: [] } : await readGiven(request, body);
  const isJson = contentOf(request).type === JSON_TYPE;
  const inJson = where.takesJson ? without(given.fields, 'token') : {};
  const form = { ...Object.fromEntries(where.url.searchParams), ...(isJson ? inJson : given.fields) };
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? form['token'];
  const problem = given.problem ?? Object.keys(form).map(problemWithName).find(Boolean);
  return { name: where.name, token, form, warnings: given.warnings, ...(problem ? { problem } : {}) };
}

async function readGiven(request: IncomingMessage, body: Buffer): Promise<Given> {
  const { type, charset } = contentOf(request);
  if (charset !== undefined && !CHARSETS.has(charset)) return unreadable('invalid_charset');
  switch (type) {
    case '':
      return unreadable('missing_post_type');
    case FORM:
      return { fields: fieldsOf(body), warnings: only('superfluous_charset', charset !== undefined) };
    case 'multipart/form-data':
      return readMultipart(request.headers['content-type'] ?? '', body);
    case 'text/plain':
      return { fields: fieldsOf(body), warnings: only('missing_charset', charset === undefined) };
    case JSON_TYPE:
      return readJsonFields(body, only('missing_charset', charset === undefined));
    default:
      return unreadable('invalid_post_type');
  }
}

function only(warning: string, applies: boolean): string[] {
  return applies ? [warning] : [];
}

function readJsonFields(body: Buffer, warnings: readonly string[]): Given {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (!isRecord(parsed)) return unreadable('json_not_object');
    const entries = Object.entries(parsed).filter(([, value]) => value !== null);
    const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
    return { fields: Object.fromEntries(entries.map(([name, value]) => [name, asText(value)])), warnings };
  } catch {
    return unreadable('invalid_json');
  }
}

async function readMultipart(contentType: string, body: Buffer): Promise<Given> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    const fields = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { fields: Object.fromEntries(fields), warnings: [] };
  } catch {
    return unreadable('invalid_form_data');
  }
}

function contentOf(request: IncomingMessage): { type: string; charset: string | undefined } {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((part) => /^\s*charset="?([^"]*)"?\s*$/.exec(part)?.[1]).find(Boolean);
  return { type: type.trim(), charset };
}

function fieldsOf(body: Buffer): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
}

function without(fields: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

function problemWithName(name: string): string | undefined {
  if (/\[.*\]$/.test(name)) return 'invalid_array_arg';
  return /^\w{1,64}$/.test(name) ? undefined : 'invalid_arg_name';
}

function unreadable(problem: string): Given {
  return { fields: {}, warnings: [], problem };
}
