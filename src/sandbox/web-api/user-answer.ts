import { emailOf } from '../state/people.ts';
import type { Person } from '../state/state.ts';
import type { World } from '../world.ts';

type Answer = Record<string, unknown>;

/** A person as Slack shows them to the app; their zone as it is at the sandbox's moment, the address only with its scope. */
export function userAnswer(world: World, person: Person, options: { locale?: boolean } = {}): Answer {
  return {
    id: person.id,
    team_id: homeOf(world, person),
    name: person.name,
    real_name: person.realName,
    deleted: person.kind === 'deactivated',
    color: person.color.replace('#', ''),
    ...zoneAnswer(person.timeZone, world.now()),
    profile: { ...profileAnswer(world, person), team: homeOf(world, person) },
    is_admin: person.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.kind === 'guest',
    is_ultra_restricted: false,
    ...(person.kind === 'stranger' ? { is_stranger: true } : {}),
    is_bot: person.kind === 'bot',
    is_app_user: false,
    updated: 0,
    ...(options.locale ? { locale: 'en-US' } : {}),
  };
}

/** What users.profile.get gives. */
export function profileAnswer(world: World, person: Person): Answer {
  const [first = '', ...rest] = person.realName.split(' ');
  const email = world.manifest.scopes.has('users:read.email') ? emailOf(world.state, person) : undefined;
  const isApp = person.id === world.identity.botUserId;
  return {
    title: person.title,
    phone: '',
    skype: '',
    real_name: person.realName,
    real_name_normalized: plainLetters(person.realName),
    display_name: first,
    display_name_normalized: plainLetters(first),
    first_name: first,
    last_name: rest.join(' '),
    status_text: '',
    status_text_canonical: '',
    status_emoji: '',
    status_expiration: 0,
    avatar_hash: '',
    ...(email ? { email } : {}),
    ...(isApp ? { bot_id: world.identity.botId, api_app_id: world.identity.appId, always_active: true } : {}),
  };
}

function homeOf(world: World, person: Person): string {
  return person.kind === 'stranger' ? 'T0STRANGERS' : world.state.workspace.id;
}

/** Slack's normalized names are without accents. */
function plainLetters(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{Diacritic}/gu, '');
}

function zoneAnswer(timeZone: string, at: Date): Answer {
  return { tz: timeZone, tz_label: zonePart(timeZone, at, 'long'), tz_offset: offsetSeconds(timeZone, at) };
}

/** Seconds east of Greenwich at that instant. */
function offsetSeconds(timeZone: string, at: Date): number {
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(zonePart(timeZone, at, 'longOffset'));
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}

function zonePart(timeZone: string, at: Date, timeZoneName: 'long' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}
