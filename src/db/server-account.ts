import { spawnSync } from 'node:child_process';
import { DatabaseUnusable } from './errors.ts';

/** The OS account the embedded server runs as; undefined: whoever runs Node. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';

/** PostgreSQL refuses to run as root, so root needs another account; it is made when there is none, and that is said. */
export function serverAccount(say: (line: string) => void): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = lookUp();
  if (known) return known;
  say(`Creating the system account "${NAME}": PostgreSQL refuses to run as root.`);
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', NAME], { encoding: 'utf8' });
  const account = lookUp();
  if (account) return account;
  throw new DatabaseUnusable(
    `PostgreSQL refuses to run as root and no account "${NAME}" could be made (${made.stderr?.trim() || made.error?.message}). Run as an ordinary user, or set DATABASE_URL.`,
  );
}

/** Whether the account can go to this place and do this there (r, w or x). */
export function canReach(account: Account | undefined, path: string, mode: 'r' | 'w' | 'x'): boolean {
  if (!account) return true;
  return spawnSync('test', [`-${mode}`, path], { ...account, cwd: '/' }).status === 0;
}

function lookUp(): Account | undefined {
  const uid = idOf('-u');
  const gid = idOf('-g');
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function idOf(flag: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, NAME], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}
