import type { IncomingMessage } from 'node:http';

/** Several times what Slack sends: a view holds 250 kB, a message 50 blocks. */
const MAX_BYTES = 2 * 1024 * 1024;

/** The raw bytes of a request, or why there are none. What follows too many bytes is thrown away as it comes. */
export function readBody(request: IncomingMessage): Promise<Buffer | 'too-large' | 'broken'> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) return Promise.resolve('too-large');

  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BYTES) return void chunks.push(chunk);
      chunks.length = 0;
      return resolve('too-large');
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', () => resolve('broken'));
    request.on('close', () => resolve('broken'));
  });
}
