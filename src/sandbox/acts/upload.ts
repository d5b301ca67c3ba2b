import { kindOf } from '../operations/mime.ts';
import { type Act, type ActResult, LARGEST_FILE_BYTES } from '../protocol.ts';
import { newId } from '../state/ids.ts';
import { fileAnswer } from '../web-api/answers.ts';
import type { World } from '../world.ts';
import { ActProblem } from './result.ts';

/** A file that a person puts into a form or a message: the workspace has it at once, the app learns of it when that is sent. */
export function uploadFile(world: World, act: Extract<Act, { type: 'upload' }>): ActResult {
  const content = Buffer.from(act.contentBase64, 'base64');
  if (content.length === 0) throw new ActProblem('an empty file cannot be uploaded');
  if (content.length > LARGEST_FILE_BYTES) throw new ActProblem('that file is too large for the sandbox');
  const file = {
    id: newId('F'),
    name: act.name,
    title: act.name,
    mimetype: kindOf(act.name).mimetype,
    size: content.length,
    user: act.as,
    created: Math.floor(world.now().getTime() / 1000),
    contentBase64: content.toString('base64'),
    channels: [],
    pending: false,
  };
  world.state.files[file.id] = file;
  world.changed();
  return { ok: true, file: fileAnswer(world, file) };
}
