import { expect, test } from 'vitest';
import { LARGEST_FILE_BYTES, MOST_FILES } from '../../protocol.ts';
import { pastedFiles, sortOut } from './attach.ts';

function fileOf(name: string, size = 5): File {
  return Object.defineProperty(new File(['x'], name), 'size', { value: size });
}

/** What a browser hands over, as far as it is looked at. */
function clipboard(types: string[], ...names: string[]): DataTransfer {
  return { types, files: names.map((name) => fileOf(name)) } as unknown as DataTransfer;
}

const namesOf = (files: readonly File[]) => files.map(({ name }) => name);

test('files that can be sent are taken, in their order', () => {
  const { taken, problem } = sortOut([fileOf('b.md'), fileOf('a.csv', LARGEST_FILE_BYTES)], 0);

  expect(namesOf(taken)).toEqual(['b.md', 'a.csv']);
  expect(problem).toBeNull();
});

test('what is too large or empty is named, and the others are taken all the same', () => {
  const { taken, problem } = sortOut([fileOf('film.mp4', 20_000_000), fileOf('a.md'), fileOf('nothing.txt', 0)], 0);

  expect(namesOf(taken)).toEqual(['a.md']);
  expect(problem).toBe(
    'film.mp4 is too large with 20 MB. The sandbox takes files up to 14 MB, Slack up to 1 GB. nothing.txt is empty.',
  );
});

test('a message takes ten, with those that are there', () => {
  const chosen = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => fileOf(name));

  const { taken, problem } = sortOut(chosen, MOST_FILES - 2);

  expect(namesOf(taken)).toEqual(['a', 'b']);
  expect(problem).toBe('A message takes 10 files. Left out: c, d, e and 1 more.');
});

test.each([
  ['a picture that was copied', ['Files'], ['image.png']],
  ['a picture from a web page', ['text/html', 'Files'], ['image.png']],
  ['a file with its name beside it', ['text/plain', 'Files'], ['image.png']],
  ['cells of a table, with their picture', ['text/plain', 'text/html', 'text/rtf', 'Files'], []],
])('pasted: %s', (_what, types, names) => {
  expect(namesOf(pastedFiles(clipboard(types, 'image.png')))).toEqual(names);
});
