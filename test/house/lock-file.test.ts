import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

interface Entry {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Where Node looks for a package that another one asks for: in its own folder, then in each above it. */
function placesOf(name: string, asker: string): string[] {
  const places: string[] = [];
  for (let folder = asker; folder !== ''; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    places.push(`${folder}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

test('the lock file lists the packages of every platform, or npm ci refuses it', async () => {
  const { packages }: { packages: Record<string, Entry> } = JSON.parse(await readFile('package-lock.json', 'utf8'));

  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !placesOf(name, path).some((place) => packages[place]?.version)),
  );

  expect(missing).toEqual([]);
});
