import type { Channel } from '../state/state.ts';
import { SlackRefusal } from './refusal.ts';

/** What Slack calls each kind of conversation in `types`. Conversations of several people do not exist here. */
const KINDS: Readonly<Record<string, Channel['kind'] | undefined>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'dm',
  mpim: undefined,
};

/** The kinds asked for, public channels when nothing is said; refuses `invalid_types`. */
export function kindsIn(types: string | undefined): Set<Channel['kind']> {
  const asked = (types || 'public_channel').split(',').map((type) => type.trim());
  if (!asked.every((type) => type in KINDS)) throw new SlackRefusal('invalid_types');
  return new Set(asked.flatMap((type) => KINDS[type] ?? []));
}
