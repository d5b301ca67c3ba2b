import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { SlackHttpError } from './slack-errors.ts';

/** Where Slack keeps files; in the sandbox, where its Web API is. */
const HOME_OF_FILES = 'https://files.slack.com';
const LIMIT_MS = 10_000;

const Found = z.object({
  size: z.number().catch(0),
  is_external: z.boolean().catch(false),
  url_private_download: z.url().optional().catch(undefined),
});

/**
 * What is in a file that somebody uploaded; undefined if Slack does not keep it itself, or it is larger than that. The app's
 * token goes along to Slack's own address only, whatever the file is said to be at. Errors are those of the Web API client.
 */
export async function readSlackFile(
  client: WebClient,
  fileId: string,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  const { file } = await client.files.info({ file: fileId });
  const { size, is_external: isElsewhere, url_private_download: url } = Found.parse(file);
  const isAtSlack = url !== undefined && [HOME_OF_FILES, new URL(client.slackApiUrl).origin].includes(originOf(url));
  if (!isAtSlack || isElsewhere || size > mostBytes) return undefined;
  return download(url, client.token ?? '', mostBytes);
}

function originOf(url: string): string {
  return new URL(url).origin;
}

async function download(url: string, token: string, mostBytes: number): Promise<Uint8Array | undefined> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(LIMIT_MS) });
  if (!response.ok) throw new SlackHttpError(response);
  // What Slack shows to those who may not see the file.
  if (response.headers.get('content-type')?.startsWith('text/html')) throw new Error('Slack answered with a page');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
