import { mimeOf } from '../operations/mime.ts';
import type { Act, ActResult } from '../protocol.ts';
import { newId } from '../state/ids.ts';
import { fileAnswer } from '../web-api/answers.ts';
import type { World } from '../world.ts';
import { ActProblem } from './result.ts';

/** A file that a person puts into a form: the workspace has it at once, the app learns of it when the form is sent. */
export function uploadFile(world: World, act: Extract<Act, { type: 'upload' }>): ActResult {
  const content = Buffer.from(act.contentBase64, 'base64');
  if (content.length === 0) throw new ActProblem('an empty file cannot be uploaded');
  const file = {
    id: newId('F'),
    name: act.name,
    title: act.name,
    mimetype: mimeOf(act.name),
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
