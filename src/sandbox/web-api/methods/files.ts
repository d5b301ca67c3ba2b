import { z } from 'zod';
import { deleteFile, shareFiles } from '../../operations/files.ts';
import { kindOf } from '../../operations/mime.ts';
import { isRecord, lengthOf } from '../../rules/check.ts';
import { newId } from '../../state/ids.ts';
import { own } from '../../state/own.ts';
import type { Channel, StoredFile } from '../../state/state.ts';
import type { World } from '../../world.ts';
import { findChannelToPost, findThread } from '../access.ts';
import { fileAnswer } from '../answers.ts';
import { arg, defineMethod, unreadable } from '../method.ts';
import { invalidArguments, SlackRefusal } from '../refusal.ts';

const LONGEST_ALT_TEXT = 1000;
const LARGEST_SNIPPET = 1_000_000;
const LARGEST_FILE = 1_000_000_000;

/** The three steps of an upload: a place for it, its bytes by POST, then sharing it. */
export const filesGetUploadUrl = defineMethod({
  name: 'files.getUploadURLExternal',
  scopes: ['files:write'],
  tier: 'tier4',
  takesJson: false,
  args: z.object({ filename: arg.text, length: arg.text, alt_txt: arg.optional, snippet_type: arg.optional }),
  run(world, args) {
    const size = readLength(args.length);
    if (args.snippet_type && size > LARGEST_SNIPPET) throw new SlackRefusal('snippet_too_large');
    if (lengthOf(args.alt_txt ?? '') > LONGEST_ALT_TEXT) throw new SlackRefusal('alt_txt_too_large');
    const id = newId('F');
    world.state.files[id] = {
      id,
      name: args.filename,
      title: args.filename,
      mimetype: kindOf(args.filename).mimetype,
      size,
      user: world.identity.botUserId,
      created: Math.floor(world.now().getTime() / 1000),
      contentBase64: '',
      channels: [],
      pending: true,
    };
    return { upload_url: `${world.baseUrl}/upload/v1/${id}`, file_id: id };
  },
});

export const filesCompleteUpload = defineMethod({
  name: 'files.completeUploadExternal',
  scopes: ['files:write'],
  tier: 'tier4',
  args: z.object({
    files: arg.json,
    channel_id: arg.optional,
    channels: arg.list,
    initial_comment: arg.optional,
    thread_ts: arg.optional,
  }),
  run(world, args) {
    const files = readFiles(args.files).map(({ id, title }) => ({ file: uploaded(world, id), title }));
    const ids = new Set([...(args.channel_id ? [args.channel_id] : []), ...args.channels]);
    const channels = [...ids].map((id) => channelFor(world, id));
    if (args.thread_ts && channels.length > 1) throw invalidArguments(['[ERROR] thread_ts needs exactly one channel']);
    const places = channels.map((channel) => ({ channel, threadTs: findThread(world, channel, args.thread_ts) }));
    for (const { file, title } of files) Object.assign(file, { pending: false, title: title ?? file.title });
    shareFiles(
      world,
      files.map(({ file }) => file),
      places,
      args.initial_comment ?? '',
    );
    return { files: files.map(({ file }) => fileAnswer(world, file)) };
  },
});

export const filesInfo = defineMethod({
  name: 'files.info',
  scopes: ['files:read'],
  tier: 'tier4',
  takesJson: false,
  args: z.object({ file: arg.text }),
  run: (world, args) => ({ file: fileAnswer(world, finished(world, args.file)) }),
});

/** An app may delete its own files and nobody else's. */
export const filesDelete = defineMethod({
  name: 'files.delete',
  scopes: ['files:write'],
  tier: 'tier3',
  args: z.object({ file: arg.text }),
  run(world, args) {
    const file = finished(world, args.file);
    if (file.user !== world.identity.botUserId) throw new SlackRefusal('cant_delete_file');
    deleteFile(world, file);
    return {};
  },
});

function readLength(length: string): number {
  if (!/^\d+$/.test(length)) throw invalidArguments(['[ERROR] must be an integer [json-pointer:/length]']);
  const size = Number(length);
  if (size === 0) throw new SlackRefusal('missing_argument');
  if (size > LARGEST_FILE) throw new SlackRefusal('file_upload_size_restricted');
  return size;
}

const Uploaded = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

function readFiles(files: unknown): z.infer<typeof Uploaded> {
  const parsed = Uploaded.safeParse(files === unreadable || isRecord(files) ? undefined : files);
  if (!parsed.success) throw invalidArguments(['[ERROR] must be a list of files with ids [json-pointer:/files]']);
  return parsed.data;
}

/** Its bytes have arrived, and it is not shared yet. */
function uploaded(world: World, id: string): StoredFile {
  const file = own(world.state.files, id);
  if (!file?.pending || file.contentBase64 === '') throw new SlackRefusal('file_not_found');
  return file;
}

function finished(world: World, id: string): StoredFile {
  const file = own(world.state.files, id);
  if (!file || file.pending) throw new SlackRefusal('file_not_found');
  return file;
}

/** Only the id of a channel will do here, unlike in chat.postMessage. */
function channelFor(world: World, id: string): Channel {
  if (!/^[CDG]/.test(id)) throw new SlackRefusal('channel_not_found');
  return findChannelToPost(world, id);
}
