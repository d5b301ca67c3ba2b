import { type TcpProxy, tcpProxy } from '../../support/faults/tcp-proxy.ts';
import { type Forge, forgery } from './forgery.ts';
import { type Office, openOffice } from './office.ts';
import type { Trouble } from './outage.ts';
import { type OwnServer, ownServer } from './own-server.ts';

/** As many as it takes that nobody has two forms open in the time that a request may take. */
const MORE_LEADS = 59;

/** An office whose database is its own, behind a line that can be cut in all ways. */
export interface OutageLab {
  readonly office: Office;
  readonly forge: Forge;
  readonly server: OwnServer;
  readonly line: TcpProxy;
  close(): Promise<void>;
}

export async function openOutageLab(name: string): Promise<OutageLab> {
  const server = await ownServer(name);
  const line = await tcpProxy(server.url);
  const office = await openOffice({
    moreLeads: MORE_LEADS,
    database: server,
    databaseUrl: () => Promise.resolve(line.url),
  });
  return {
    office,
    forge: await forgery(office),
    server,
    line,
    async close() {
      line.thaw();
      await office.close();
      await line.close();
    },
  };
}

type Break = Omit<Trouble, 'lastsMs'>;

export type TroubleName = 'restart' | 'reset' | 'silence' | 'slow' | 'locked' | 'read-only';

/** What can go wrong with a database, beginning and end. */
export function troubles({ server, line }: OutageLab): Readonly<Record<TroubleName, Break>> {
  let unlock = async (): Promise<void> => undefined;
  return {
    restart: { breakIt: () => server.stopAtOnce(), mendIt: () => server.start() },
    reset: { breakIt: async () => line.reset(), mendIt: async () => undefined },
    silence: { breakIt: () => line.set({ kind: 'blackhole' }), mendIt: () => line.set({ kind: 'pass' }) },
    // Each answer half a second late: what takes three round trips is no longer done in time.
    slow: { breakIt: () => line.set({ kind: 'slow', ms: 250 }), mendIt: () => line.set({ kind: 'pass' }) },
    // Whatever reads or changes a case waits, and every connection but those of the intake with it.
    locked: {
      breakIt: async () => {
        unlock = await lockCases(server);
      },
      mendIt: () => unlock(),
    },
    'read-only': { breakIt: () => setReadOnly(server, true), mendIt: () => setReadOnly(server, false) },
  };
}

async function lockCases({ sql }: OwnServer): Promise<() => Promise<void>> {
  const holder = await sql.reserve();
  await holder.unsafe('begin');
  await holder.unsafe('lock table cases in access exclusive mode');
  return async () => {
    await holder.unsafe('rollback');
    holder.release();
  };
}

/** As after a failover to a replica that is not promoted yet: the connections are new, and nothing can be written. */
async function setReadOnly({ sql }: OwnServer, on: boolean): Promise<void> {
  const own = await sql.reserve();
  await own.unsafe('begin read write');
  await own.unsafe(`alter database floorwalker set default_transaction_read_only = ${on ? 'on' : 'off'}`);
  await own.unsafe('commit');
  own.release();
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name in ('floorwalker_app', 'floorwalker_system')`;
}
