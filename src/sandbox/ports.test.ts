import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { portAsBefore } from './ports.ts';

let folder: string;
let note: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ports-'));
  note = join(folder, 'app-port');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an app started again has the port that it had', async () => {
  const first = await portAsBefore(note);

  expect(await portAsBefore(note)).toBe(first);
});

test('a port that somebody else listens on by now is given up for another, which is kept from then on', async () => {
  const first = await portAsBefore(note);
  const other = createServer();
  await new Promise<void>((listening) => other.listen(first, '127.0.0.1', listening));

  const second = await portAsBefore(note);
  await new Promise((closed) => other.close(closed));

  expect(second).not.toBe(first);
  expect(await portAsBefore(note)).toBe(second);
});

test.each(['', 'soon', '0', '70000'])('a note that says “%s” is no port', async (text) => {
  writeFileSync(note, text);

  expect(await portAsBefore(note)).toBeGreaterThan(1023);
});
