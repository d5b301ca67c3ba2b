import { z } from 'zod';
import type { PersonKind } from '../core/context.ts';
import { isZone } from '../core/local-time.ts';
import type { people } from './tables.ts';

export type Person = typeof people.$inferSelect;

const Flag = z.boolean().nullish();
const Text = z.string().nullish();

/** A person as Slack describes them, in users.info and in events; Slack leaves out most of what is false. */
export const SlackUser = z.object({
  id: z.string().min(1),
  team_id: Text,
  name: Text,
  real_name: Text,
  tz: Text,
  deleted: Flag,
  is_admin: Flag,
  is_owner: Flag,
  is_primary_owner: Flag,
  is_bot: Flag,
  is_workflow_bot: Flag,
  is_stranger: Flag,
  is_restricted: Flag,
  is_ultra_restricted: Flag,
  profile: z.object({ display_name: Text, real_name: Text, email: Text }).nullish(),
  enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
});
export type SlackUser = z.infer<typeof SlackUser>;

/** What we keep of a person. */
export type PersonFacts = Pick<Person, 'slackId' | 'name' | 'alsoCalled' | 'kind' | 'isAdmin' | 'timeZone' | 'email'>;

/** What Slack says of somebody, in our words, as seen from this workspace. */
export function personFacts(user: SlackUser, workspaceId: string): PersonFacts {
  return {
    slackId: user.id,
    name: nameOf(user),
    alsoCalled: otherNamesOf(user),
    kind: kindOf(user, workspaceId),
    isAdmin: Boolean(user.is_admin || user.is_owner || user.is_primary_owner),
    timeZone: user.tz && isZone(user.tz) ? user.tz : 'UTC',
    email: user.profile?.email?.trim().toLowerCase() || null,
  };
}

/** Somebody whom Slack does not show us: no colleague, until Slack says otherwise. */
export function unseen(slackId: string): PersonFacts {
  return { slackId, name: slackId, alsoCalled: '', kind: 'stranger', isAdmin: false, timeZone: 'UTC', email: null };
}

/** What colleagues call them; Slack sends names that were never filled in as empty text. */
function nameOf({ profile, real_name, name, id }: SlackUser): string {
  return profile?.display_name || profile?.real_name || real_name || name || id;
}

function otherNamesOf(user: SlackUser): string {
  const all = [user.profile?.real_name, user.real_name, user.name].filter((name) => name && name !== nameOf(user));
  return [...new Set(all)].join(' ');
}

/** Whether somebody is called by all of these words, or their beginnings. */
export function isCalled({ name, alsoCalled }: Pick<Person, 'name' | 'alsoCalled'>, typed: string): boolean {
  const names = `${name} ${alsoCalled}`.toLowerCase();
  const words = typed.toLowerCase().replace(/^@/, '').split(/\s+/);
  return words.every((word) => names.includes(word));
}

function kindOf(user: SlackUser, workspaceId: string): PersonKind {
  if (user.deleted) return 'deactivated';
  if (user.is_bot || user.is_workflow_bot || user.id === 'USLACKBOT') return 'bot';
  if (user.is_stranger || !belongs(user, workspaceId)) return 'stranger';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'full';
}

/** In an Enterprise Grid an account belongs to several workspaces and names only one as its own. */
function belongs(user: SlackUser, workspaceId: string): boolean {
  if (!user.team_id || user.team_id === workspaceId) return true;
  return user.enterprise_user?.teams?.includes(workspaceId) ?? false;
}
