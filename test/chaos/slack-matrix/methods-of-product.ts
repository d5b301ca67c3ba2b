import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { methods } from '../../../src/sandbox/web-api/registry.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** What is called where its name does not stand: by a name chosen at run time, or within Slack's own libraries. */
const BEHIND_OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  'client.views[method]': ['views.open', 'views.push'],
  SocketModeClient: ['apps.connections.open'],
  InstallProvider: ['oauth.v2.access'],
};

/** Web API methods that the product calls, read from its source: `chat.update(`, `.users.info(`, `'oauth.v2.access'`. */
export function methodsOfProduct(): string[] {
  const called = new Set<string>();
  for (const code of sources()) {
    for (const [, name = ''] of code.matchAll(/\b((?:[a-z]\w*\.){1,2}[a-z]\w*)(?:\(|')/gi)) {
      // What is called on a client, or on a part of it that was taken out: client.chat.update, chat.update.
      const method = name.replace(/^(?:client|web|slack)\./, '');
      if (methods.has(method)) called.add(method);
    }
    for (const [words, names] of Object.entries(BEHIND_OTHER_WORDS)) {
      if (code.includes(words)) for (const name of names) called.add(name);
    }
  }
  return [...called].toSorted();
}

function sources(): string[] {
  const entries = readdirSync(path.join(ROOT, 'src'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/\.test\.ts$|\/sandbox\//.test(file))
    .map((file) => readFileSync(file, 'utf8'));
}
