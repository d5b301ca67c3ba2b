import { SlackHttpError } from '../slack/slack-errors.ts';
import type { Place, StoredFile, TakenMessage } from './lane.ts';
import { directChannel } from './read-back.ts';
import { CALL_LIMIT_MS, type Sender } from './sender.ts';

/**
 * Uploads the file and shares it in the person's direct messages. Nobody sees it before the last call, so all before may be
 * repeated; the id is stored before that call, and after a lost answer the file is looked for by it.
 */
export async function sendFile(sender: Sender, message: TakenMessage, stored: StoredFile): Promise<Place | undefined> {
  const { client, confirm } = sender;
  const channel = await directChannel(sender, message);
  const content = Buffer.from(stored.content, 'utf8');

  await confirm();
  const upload = await client.files.getUploadURLExternal({ filename: stored.filename, length: content.length });
  if (!upload.upload_url || !upload.file_id)
    throw new Error('files.getUploadURLExternal answered without an upload URL');
  await confirm();
  await uploadTo(upload.upload_url, stored.filename, content);

  await rememberFile(sender, message, upload.file_id);
  await confirm();
  await client.files.completeUploadExternal({
    files: [{ id: upload.file_id, title: stored.filename }],
    channel_id: channel,
    initial_comment: stored.comment,
  });
  return undefined;
}

async function uploadTo(url: string, filename: string, content: Buffer<ArrayBuffer>): Promise<void> {
  const form = new FormData();
  form.set('filename', new Blob([content]), filename);
  const signal = AbortSignal.timeout(CALL_LIMIT_MS);
  const response = await fetch(url, { method: 'POST', body: form, redirect: 'error', signal });
  const answer = await response.text();
  if (!response.ok) throw new SlackHttpError(response);
  // A page of some proxy on the way: nobody has the file.
  if (answer.trimStart().startsWith('<')) throw new Error('the upload was answered with a page');
}

async function rememberFile(sender: Sender, message: TakenMessage, fileId: string): Promise<void> {
  const { sql, workspaceId, channel } = sender;
  await sql`
    update outbox_messages set payload = payload || jsonb_build_object('fileId', ${fileId}::text)
    where workspace_id = ${workspaceId} and channel = ${channel} and sequence = ${message.sequence}`;
}
