import { MISSING_TS } from './bench.ts';
import type { Row } from './row.ts';

const channel_id = 'C0CARE';

export const files: readonly Row[] = [
  {
    method: 'files.getUploadURLExternal',
    good: () => ({ filename: 'notes.txt', length: 5 }),
    refusals: {
      invalid_arguments: () => ({ filename: 'notes.txt' }),
      'invalid_arguments no number': () => ({ filename: 'notes.txt', length: 'long' }),
      missing_argument: () => ({ filename: 'notes.txt', length: 0 }),
      file_upload_size_restricted: () => ({ filename: 'notes.txt', length: 2_000_000_000 }),
      snippet_too_large: () => ({ filename: 'notes.txt', length: 2_000_000, snippet_type: 'text' }),
      alt_txt_too_large: () => ({ filename: 'notes.txt', length: 5, alt_txt: 'x'.repeat(1001) }),
    },
  },
  {
    method: 'files.completeUploadExternal',
    good: async (bench) => ({
      files: [{ id: await bench.uploaded(), title: 'Notes' }],
      channel_id,
      initial_comment: 'here',
    }),
    refusals: {
      invalid_arguments: () => ({ files: '[' }),
      'invalid_arguments thread in two': async (bench) => ({
        files: [{ id: await bench.uploaded() }],
        channels: `${channel_id},${bench.join('C0RANDOM')}`,
        thread_ts: bench.others(),
      }),
      file_not_found: () => ({ files: [{ id: 'F0' }], channel_id }),
      'file_not_found no bytes': async (bench) => ({
        files: [{ id: await bench.get('files.getUploadURLExternal', { filename: 'a.txt', length: 5 }, 'file_id') }],
        channel_id,
      }),
      channel_not_found: async (bench) => ({ files: [{ id: await bench.uploaded() }], channel_id: 'C0LEADS' }),
      'channel_not_found person': async (bench) => ({ files: [{ id: await bench.uploaded() }], channel_id: 'U0ANA' }),
      not_in_channel: async (bench) => ({ files: [{ id: await bench.uploaded() }], channel_id: 'C0RANDOM' }),
      is_archived: async (bench) => ({ files: [{ id: await bench.uploaded() }], channel_id: bench.archived() }),
      thread_not_found: async (bench) => ({
        files: [{ id: await bench.uploaded() }],
        channel_id,
        thread_ts: MISSING_TS,
      }),
    },
  },
  {
    method: 'files.info',
    good: async (bench) => ({ file: await bench.file() }),
    refusals: {
      file_not_found: () => ({ file: 'F0' }),
      'file_not_found unfinished': async (bench) => ({ file: await bench.uploaded() }),
    },
  },
  {
    method: 'files.delete',
    good: async (bench) => ({ file: await bench.file() }),
    refusals: {
      file_not_found: () => ({ file: 'F0' }),
      cant_delete_file: async (bench) => {
        const file = await bench.file();
        Object.assign(bench.state.files[file] ?? {}, { user: 'U0ANA' });
        return { file };
      },
    },
  },
];
