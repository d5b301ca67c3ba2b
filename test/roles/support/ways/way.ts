import type { Permission } from '../../../../src/people/permissions.ts';
import type { Person } from '../cast.ts';
import type { CaseAtHand, CaseWanted } from '../stage.ts';

/** One way to ask for an action: a surface of Slack, and what comes of it. */
export interface Way {
  readonly surface: string;
  readonly permission: Permission;
  readonly ask: (at: CaseAtHand, person: Person) => object;
  /** What comes of it: something is stored, a view opens, or the case is shown. */
  readonly effect: 'changes' | 'opens' | 'shows' | 'answers';
  /** How somebody is refused: told who may, as if there were no such case, or by nothing happening. */
  readonly refusal: 'told' | 'unknown' | 'silent' | 'no team' | 'no policy';
  readonly given: CaseWanted;
  /** The permission is about the person's own team, or about Northwind Care. */
  readonly team: 'own' | 'care';
}

type Few = Partial<Pick<Way, 'refusal' | 'given' | 'team'>>;

export function way(
  permission: Permission,
  surface: string,
  effect: Way['effect'],
  ask: Way['ask'],
  { refusal = 'told', given = { state: 'open' }, team = 'care' }: Few = {},
): Way {
  return { permission, surface, effect, ask, refusal, given, team };
}

export const claimed = { given: { state: 'claimed' } } as const;
/** Not of anybody in the cast, who could not take it from themselves. */
export const ofLia = { given: { state: 'claimed', owner: 'U0LIA' } } as const;
export const resolved = { given: { state: 'resolved' } } as const;
export const refused = { given: { state: 'resolved', decision: 'refused' } } as const;
export const asked = { given: { state: 'waiting', request: { kind: 'decision', state: 'asked' } } } as const;
export const notApproved = { given: { state: 'claimed', request: { kind: 'decision', state: 'refused' } } } as const;
export const appealed = { given: { state: 'waiting', request: { kind: 'appeal', state: 'asked' } } } as const;
export const own = { team: 'own' } as const;
export const raising = { team: 'own', refusal: 'no team' } as const;

/** Within the hours of any team here. */
export function nextWednesdayNoon(): Date {
  const noon = new Date();
  noon.setUTCHours(11, 0, 0, 0);
  noon.setUTCDate(noon.getUTCDate() + 7 + ((3 - noon.getUTCDay() + 7) % 7));
  return noon;
}
