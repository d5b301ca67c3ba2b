import { z } from 'zod';
import { mimeOf } from '../../operations/mime.ts';
import { postMessage } from '../../operations/post-message.ts';
import { newId } from '../../state/ids.ts';
import { findMessage } from '../../state/messages.ts';
import { fileAnswer } from '../answers.ts';
import { findChannelToPost } from '../access.ts';
import { arg, defineMethod } from '../method.ts';
import { SlackRefusal } from '../refusal.ts';

export const filesGetUploadUrl = defineMethod({
  name: 'files.getUploadURLExternal',
  scopes: ['files:write'],
  tier: 'tier4',
  args: z.object({ filename: arg.text, length: z.coerce.number().int().positive() }),
  run(world, { filename, length }) {
    const id = newId('F');
    world.state.files[id] = {
      id,
      name: filename,
      title: filename,
      mimetype: mimeOf(filename),
      size: length,
      user: world.identity.botUserId,
      created: Math.floor(world.now().getTime() / 1000),
      contentBase64: '',
      channels: [],
      pending: true,
    };
    return { upload_url: `${world.baseUrl}/upload/v1/${id}`, file_id: id };
  },
});

const Uploaded = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

export const filesCompleteUpload = defineMethod({
  name: 'files.completeUploadExternal',
  scopes: ['files:write'],
  tier: 'tier4',
  args: z.object({ files: arg.json, channel_id: arg.optional, initial_comment: arg.optional, thread_ts: arg.optional }),
  run(world, args) {
    const parsed = Uploaded.safeParse(args.files);
    if (!parsed.success) throw new SlackRefusal('invalid_arguments');
    // A person's id is no channel here, unlike in chat.postMessage.
    const channel = args.channel_id ? findChannelToPost(world, args.channel_id.replace(/^[UW]/, '?')) : undefined;
    const files = parsed.data.map(({ id, title }) => {
      const file = world.state.files[id];
      if (!file?.pending || file.contentBase64 === '') throw new SlackRefusal('file_not_found');
      return { file, title };
    });
    for (const { file, title } of files) {
      Object.assign(file, { pending: false, title: title ?? file.title, channels: channel ? [channel.id] : [] });
    }
    if (channel) {
      if (args.thread_ts && !findMessage(world.state, channel.id, args.thread_ts))
        throw new SlackRefusal('thread_not_found');
      postMessage(world, channel, {
        user: world.identity.botUserId,
        text: args.initial_comment ?? '',
        threadTs: args.thread_ts,
        files: files.map(({ file }) => file.id),
      });
    }
    return { files: files.map(({ file }) => fileAnswer(world, file)) };
  },
});

export const filesInfo = defineMethod({
  name: 'files.info',
  scopes: ['files:read'],
  tier: 'tier4',
  args: z.object({ file: arg.text }),
  run(world, args) {
    const file = world.state.files[args.file];
    if (!file || file.pending) throw new SlackRefusal('file_not_found');
    return { file: fileAnswer(world, file), comments: [] };
  },
});
