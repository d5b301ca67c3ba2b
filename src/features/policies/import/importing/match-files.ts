import type { Head } from './existing.ts';
import { same } from '../files/names.ts';
import type { Wanted } from '../files/wanted.ts';

/** Which policy each file is about. */
export interface Matches {
  /** By path; no entry: a new policy. */
  readonly policyOf: ReadonlyMap<string, string>;
  /** Files that are about the same policy as one before them, by path: that one's path. */
  readonly doubled: ReadonlyMap<string, string>;
  /** Policies that came from this folder last, and have no file in it any more; and how many did in all. */
  readonly gone: readonly Head[];
  readonly ofFolder: number;
}

/** What was given besides files that can be read. */
export interface GivenFrom {
  readonly folder?: string;
  /** Paths of files that cannot be read: their policies are there all the same. */
  readonly unread: ReadonlySet<string>;
}

/**
 * A file finds its policy by the id that an export wrote into it, then by its path among those of the same folder; given
 * alone, by its file name where that is one policy's alone; then by path and title, and last by the title of a policy that
 * came from no file. What came from another folder and is called otherwise is another policy, whatever its file is called.
 */
export function matchFiles(files: readonly Wanted[], heads: readonly Head[], from: GivenFrom): Matches {
  const finders = findersOf(heads, from);
  const policyOf = new Map<string, string>();
  const doubled = new Map<string, string>();
  const takenBy = new Map<string, string>();
  for (const find of finders) {
    for (const file of files) {
      if (policyOf.has(file.path) || doubled.has(file.path)) continue;
      const found = find(file);
      if (found === undefined) continue;
      const before = takenBy.get(found.id);
      if (before === undefined) {
        takenBy.set(found.id, file.path);
        policyOf.set(file.path, found.id);
      } else if (find === finders[0]) doubled.set(file.path, before);
    }
  }
  const ofFolder = heads.filter(
    ({ folder, source, archivedAt }) => folder !== null && folder === from.folder && source !== null && !archivedAt,
  );
  const gone = ofFolder.filter(({ id, source }) => !takenBy.has(id) && !from.unread.has(source ?? ''));
  return { policyOf, doubled, gone, ofFolder: ofFolder.length };
}

/** Paths by which policies of the same folder are found, or those that came from none. */
export function pathsTaken(heads: readonly Head[], folder: string | undefined): ReadonlySet<string> {
  return new Set(heads.flatMap((head) => (head.folder === (folder ?? null) ? (head.source ?? []) : [])));
}

type Find = (file: Wanted) => Head | undefined;

function findersOf(heads: readonly Head[], { folder }: GivenFrom): readonly Find[] {
  const byId = new Map(heads.map((head) => [head.id, head]));
  const there = heads.filter((head) => head.folder === (folder ?? null));
  const bySource = new Map(there.flatMap((head) => (head.source === null ? [] : [[head.source, head] as const])));
  const byName = alone(heads, ({ source }) => (source === null ? undefined : nameOf(source)));
  const byPathAndTitle = alone(heads, ({ source, title }) => (source === null ? undefined : placed(source, title)));
  const byTitle = alone(heads, ({ source, title, archivedAt }) =>
    source === null && !archivedAt ? same(title) : undefined,
  );
  return [
    ({ policyId }) => (policyId === undefined ? undefined : byId.get(policyId)),
    ({ path }) => bySource.get(path),
    // A file that was given alone has left its folder behind.
    ({ path }) => (folder === undefined ? byName.get(nameOf(path)) : undefined),
    ({ path, title }) => byPathAndTitle.get(placed(path, title)),
    ({ title }) => byTitle.get(same(title)),
  ];
}

function placed(path: string, title: string): string {
  return JSON.stringify([path, same(title)]);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** By a key that no other of them has. */
function alone(heads: readonly Head[], keyOf: (head: Head) => string | undefined): ReadonlyMap<string, Head> {
  const byKey = new Map<string, Head | undefined>();
  for (const head of heads) {
    const key = keyOf(head);
    if (key !== undefined) byKey.set(key, byKey.has(key) ? undefined : head);
  }
  return new Map([...byKey].flatMap(([key, head]) => (head ? [[key, head] as const] : [])));
}
