import type { JSONValue, Sql } from 'postgres';
import { DeadlineExceeded } from '../db/errors.ts';
import type { Durable } from '../slack/incoming.ts';
import { TRIES_FOR_A_PERSON, workIntake } from './work-kind.ts';

/** Half of what Slack grants, so that the other half is left to tell the person. */
export const STORE_TIMEOUT_MS = 1500;

export interface IntakeItem {
  readonly identity: string;
  /** The handler's key: action key, callback id or event type. */
  readonly key: string;
  readonly incoming: Durable;
  readonly correlationId: string;
}

/**
 * Stores what Slack sent together with the job that works it off, in one statement, so that it may be acked. A second
 * delivery changes nothing. The work is due at once, by the clock of the database. Throws when the database refuses it or
 * does not answer within 1.5 s; should it get through after all, sending the same again is a second delivery.
 */
export async function storeIntake(system: Sql, item: IntakeItem): Promise<'stored' | 'duplicate'> {
  const { incoming } = item;
  const tries = incoming.kind === 'event' ? workIntake.maxAttempts : TRIES_FOR_A_PERSON;
  const insert = system<{ id: string }[]>`
    with stored as (
      insert into intake (workspace_id, identity, kind, key, payload, correlation_id, received_at, happened_at)
      values (${incoming.workspaceId}, ${item.identity}, ${incoming.kind}, ${item.key},
              ${system.json(forStorage(incoming))}, ${item.correlationId}, clock_timestamp(), business_now())
      on conflict (workspace_id, identity) do nothing
      returning workspace_id, id, correlation_id
    ), queued as (
      insert into jobs (workspace_id, kind, dedupe_key, payload, correlation_id, run_at, max_attempts)
      select workspace_id, ${workIntake.name}, id::text, jsonb_build_object('intakeId', id), correlation_id,
             business_now(), ${tries}
      from stored
      returning id
    )
    select id, pg_notify('jobs', '') from queued`;

  const rows = await withinTime(insert);
  return rows.length > 0 ? 'stored' : 'duplicate';
}

/** Without the trigger, which is dead before the work begins, and with a form only once. */
function forStorage(incoming: Durable): JSONValue {
  // Safe: all of it was read from JSON, and holds nothing that JSON cannot.
  if (incoming.kind === 'event') return incoming as unknown as JSONValue;
  const { triggerId: _dead, view, ...surface } = incoming.surface;
  const place = incoming.kind === 'click' && view ? { ...surface, view } : surface;
  return { ...incoming, surface: place } as unknown as JSONValue;
}

async function withinTime<T>(query: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeadlineExceeded('the intake', STORE_TIMEOUT_MS)), STORE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([query, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
