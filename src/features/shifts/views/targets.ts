import { z } from 'zod';
import type { TeamFor } from '../../../people/team-of.ts';

/** What a window of the roster shows. Weeks are named by their Monday; teams and people by their ids. */
export type Target =
  | { readonly kind: 'person'; readonly slackId: string; readonly date: string }
  | { readonly kind: 'team' | 'open' | 'day'; readonly teamId: string; readonly date: string };

const id = z.string().regex(/^[UW][A-Z0-9]+$/);
const date = z.iso.date();
const Parts = z.union([
  z.tuple([z.literal('person'), id, date]),
  z.tuple([z.enum(['team', 'open', 'day']), z.uuid(), date]),
]);

/** For the value of a button, which anybody can forge: what may be seen is decided when it is pressed. */
export function targetValue(target: Target): string {
  return [target.kind, target.kind === 'person' ? target.slackId : target.teamId, target.date].join('/');
}

/** Undefined for what is no target. */
export function targetOf(value: string): Target | undefined {
  const parts = Parts.safeParse(value.split('/')).data;
  if (!parts) return undefined;
  return parts[0] === 'person'
    ? { kind: 'person', slackId: parts[1], date: parts[2] }
    : { kind: parts[0], teamId: parts[1], date: parts[2] };
}

/** The same for another week or day. */
export function movedTo(target: Target, to: string): Target {
  return { ...target, date: to };
}

/** The team whose roster is shown first, where several may be meant: the window has the others. */
export function teamIdOf(team: Exclude<TeamFor, { kind: 'none' }>): string {
  return team.kind === 'team' ? team.team.id : (team.teams[0]?.id ?? '');
}
