import type { Workspace } from '../support/workspace.ts';

export type SlackAnswer = Record<string, unknown> & { readonly ok: boolean };

/** Calls a Web API method as the official client does, and gives the answer as it came; `status` when it was no 200. */
export async function call(
  { url, world }: Workspace,
  method: string,
  args: Readonly<Record<string, unknown>>,
  token = world.identity.botToken,
): Promise<SlackAnswer> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  const form = given.map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(`${url}/api/${method}`, {
    method: 'POST',
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(form),
  });
  const answer = (await response.json()) as SlackAnswer;
  return response.status === 200
    ? answer
    : { ...answer, status: response.status, retryAfter: response.headers.get('retry-after') };
}
