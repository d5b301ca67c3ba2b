import { lengthOf } from '../rules/check.ts';
import type { World } from '../world.ts';
import { SlackRefusal } from './refusal.ts';

const LONGEST = 80;

/** A name for a channel: lower case letters of any script, digits, hyphens and underscores, and nobody else's. */
export function readChannelName(world: World, name: string | undefined): string {
  if (!name) throw new SlackRefusal('invalid_name_required');
  if (lengthOf(name) > LONGEST) throw new SlackRefusal('invalid_name_maxlength');
  if (/^[-_]+$/.test(name)) throw new SlackRefusal('invalid_name_punctuation');
  if (name !== name.toLowerCase() || !/^[\p{L}\p{M}\p{N}_-]+$/u.test(name))
    throw new SlackRefusal('invalid_name_specials');
  if (Object.values(world.state.channels).some((channel) => channel.name === name))
    throw new SlackRefusal('name_taken');
  return name;
}
