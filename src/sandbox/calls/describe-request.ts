import type { AppRequest } from '../delivery/app-link.ts';
import { isRecord } from '../rules/check.ts';

/** What is sent to the app, in a few words: "/escalate", "block_actions case.claim", "event message". */
export function describeRequest({ kind, payload }: Pick<AppRequest, 'kind' | 'payload'>): string {
  if (kind === 'slash_commands') return text(payload['command']) ?? 'command';
  if (kind === 'events_api') return `event ${text(field(payload['event'], 'type')) ?? ''}`.trim();
  return [text(payload['type']), nameOf(payload)].filter(Boolean).join(' ');
}

/** Id of the person who did it, if a person did. */
export function personOf({ payload }: Pick<AppRequest, 'payload'>): string | undefined {
  const { user, event } = payload;
  return text(payload['user_id']) ?? text(field(user, 'id')) ?? text(field(event, 'user'));
}

function nameOf(payload: Readonly<Record<string, unknown>>): string | undefined {
  const [action] = Array.isArray(payload['actions']) ? (payload['actions'] as unknown[]) : [];
  return (
    text(payload['callback_id']) ??
    text(payload['action_id']) ??
    text(field(action, 'action_id')) ??
    text(field(payload['view'], 'callback_id'))
  );
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
