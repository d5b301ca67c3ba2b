import type { TestDatabase } from '../../support/database.ts';
import { until } from '../../chaos/support/until.ts';
import type { Workspace } from '../../support/workspace.ts';

/** So long may 20,000 rows take on a machine that does much else. */
const PATIENCE_MS = 60_000;

/** What the messages of the app to somebody say about a file, each wording once, in the order in which it was seen. */
export function watchFile(workspace: Workspace, person: string, fileName: string) {
  const seen: string[] = [];
  const look = () => {
    for (const text of textsTo(workspace, person)) {
      if (text.includes(fileName) && seen.at(-1) !== text && !seen.includes(text)) seen.push(text);
    }
  };
  const timer = setInterval(look, 20);
  return {
    seen,
    stop: () => clearInterval(timer),
    /** Waits for a wording, and tells after how many seconds it came. */
    async says(words: string | RegExp): Promise<number> {
      const began = performance.now();
      await until(
        `${person} reads ${words}`,
        () => seen.some((text) => (typeof words === 'string' ? text.includes(words) : words.test(text))),
        PATIENCE_MS,
      );
      return (performance.now() - began) / 1000;
    },
  };
}

/** As they are now, the oldest first. */
export function textsTo({ world }: Workspace, person: string): readonly string[] {
  const { state, identity } = world;
  const dm = Object.values(state.channels).find(
    ({ kind, members }) => kind === 'dm' && members.includes(person) && members.includes(identity.botUserId),
  );
  return (state.messages[dm?.id ?? ''] ?? []).map(({ text }) => text);
}

/** How many shifts there are, how many versions of them in all, and how often an import was put on record. */
export async function rosterSize({ sql }: Pick<TestDatabase, 'sql'>) {
  const [size] = await sql<{ shifts: number; versions: number; imports: number }[]>`
    select (select count(*) from shifts)::int as shifts, (select count(*) from shift_versions)::int as versions,
      (select count(*) from audit_log where action = 'roster.imported')::int as imports`;
  return size;
}
