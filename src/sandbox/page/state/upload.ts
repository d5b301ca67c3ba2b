/** Files on their way to the workspace. */
import type { ActResult } from '../../protocol.ts';
import type { Workspace } from './workspace.ts';

/** Gives a file to the workspace. A file that cannot be read any more is an answer too, never an exception. */
export async function upload({ act }: Pick<Workspace, 'act'>, file: File): Promise<ActResult> {
  const contentBase64 = await base64Of(file).catch(() => null);
  if (contentBase64 === null) return { ok: false, error: `${file.name} cannot be read any more. Choose it again.` };
  return act({ type: 'upload', name: file.name, contentBase64 });
}

/** By the browser's own reader: quick for millions of bytes. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(afterComma(reader.result)));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(file);
  });
}

/** A data URL without its head. */
function afterComma(url: FileReader['result']): string {
  return typeof url === 'string' ? url.slice(url.indexOf(',') + 1) : '';
}
