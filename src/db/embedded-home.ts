import { createHash } from 'node:crypto';
import { access, chmod, chown, constants, lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Binaries, copiedBinaries, installedBinaries } from './embedded-binaries.ts';
import { DatabaseUnusable } from './errors.ts';
import { type Account, canReach, serverAccount } from './server-account.ts';

/** Where one embedded server keeps what, and as whom it runs. */
export interface Home {
  readonly account: Account | undefined;
  readonly binaries: Binaries;
  readonly data: string;
  readonly log: string;
  /** Files that hold the owner's password and the port of last time. */
  readonly password: string;
  readonly port: string;
}

/**
 * Everything lies in `directory`, unless Node runs as root and the server's account cannot reach that (a clone below
 * /root): then data and programs go below /var/tmp, which survives a restart.
 */
export async function chooseHome(directory: string, say: (line: string) => void): Promise<Home> {
  const account = serverAccount(say);
  const installed = await installedBinaries();
  await makeDirectory(directory);

  const reachable = canReach(account, installed.initdb, 'x');
  const binaries = reachable
    ? installed
    : await copiedBinaries(installed, await sharedPlace('programs', installed.root, account));
  const place = join(directory, 'server');
  if (account && !canReach(account, directory, 'x')) {
    const elsewhere = await sharedPlace('data', directory, account);
    say(`The database lies in ${elsewhere}: the account PostgreSQL runs as cannot reach ${directory}.`);
    return home(elsewhere, account, binaries);
  }
  await mkdir(place, { recursive: true, mode: 0o700 });
  if (account) await chown(place, account.uid, account.gid);
  return home(place, account, binaries);
}

function home(place: string, account: Account | undefined, binaries: Binaries): Home {
  return {
    account,
    binaries,
    data: join(place, 'data'),
    log: join(place, 'server.log'),
    password: join(place, 'password'),
    port: join(place, 'port'),
  };
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
  } catch (error) {
    throw new DatabaseUnusable(
      `Cannot write to ${directory} (${String(error)}). Set DATABASE_URL, or run as its owner.`,
    );
  }
}

/** A folder of ours below /var/tmp, where anybody may write: one that is not ours is refused. */
async function sharedPlace(what: string, owner: string, account: Account | undefined): Promise<string> {
  const place = `/var/tmp/floorwalker-${what}-${createHash('sha256').update(owner).digest('hex').slice(0, 12)}`;
  await mkdir(place, { recursive: true, mode: 0o700 });
  const found = await lstat(place);
  const ours = found.isDirectory() && (found.uid === 0 || found.uid === account?.uid);
  if (!ours) throw new DatabaseUnusable(`${place} belongs to somebody else; remove it, or set DATABASE_URL.`);
  if (account) await chown(place, account.uid, account.gid);
  await chmod(place, 0o700);
  return place;
}
