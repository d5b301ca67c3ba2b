import type { Actor, PersonKind, Role } from '../../../src/core/context.ts';
import { CARE, CARE_US } from '../../support/northwind.ts';

/** How somebody stands to Northwind Care and to the case that everything here is about. */
export interface Person {
  readonly id: string;
  readonly kind: PersonKind;
  readonly isAdmin: boolean;
  readonly role: Role | undefined;
  readonly teamId: string;
  /** Of the account, where it is not Northwind's. */
  readonly home?: string;
}

export const RAISER = 'U0RAISER';
export const OWNER = 'U0OWNER';
export const REQUESTER = 'U0ASKER';
/** Know of every private case here. */
export const PARTY = 'U0PARTY';
export const OTHER_PARTY = 'U0BEN';
export const INSTALLER = 'U0INSTALLER';

function person(id: string, role: Role | undefined, more: Partial<Person> = {}): Person {
  return { id, role, kind: 'full', isAdmin: false, teamId: CARE, ...more };
}

/** Whoever may do nothing is given every other reason to: they raised the case, manage the team and run the workspace. */
function outsider(id: string, kind: PersonKind, more: Partial<Person> = {}): Person {
  return person(id, 'manager', { kind, isAdmin: true, ...more });
}

export const persons: Readonly<Record<string, Person>> = {
  'an admin': person('U0ADMIN', undefined, { isAdmin: true }),
  'whoever installed it': person(INSTALLER, undefined),
  'a director': person('U0DIRA', 'director'),
  'a manager': person('U0MANA', 'manager'),
  'a lead': person('U0LEDA', 'lead'),
  'the owner': person(OWNER, 'lead'),
  'whoever asked for approval': person(REQUESTER, 'lead'),
  'an agent': person('U0AGNA', 'agent'),
  'a party': person(PARTY, 'agent'),
  'the raiser': person(RAISER, 'agent'),
  'a lead who raised it': person('U0LEDR', 'lead'),
  "another team's lead": person('U0LOU', 'lead', { teamId: CARE_US }),
  'somebody on no team': person('U0NOTEAM', undefined),
  'a guest': outsider('U0GUEST', 'guest'),
  'a stranger': outsider('U0STRANGER', 'stranger', { home: 'T0ELSEWHERE' }),
  'a bot': outsider('U0BOTTY', 'bot'),
  'a deactivated person': outsider('U0GONE', 'deactivated'),
};

/** Whether the case at hand is one that this person raised. */
export function raisesIt({ id, kind }: Person): boolean {
  return kind !== 'full' || id === RAISER || id === 'U0LEDR';
}

export function actorOf({ id, kind, isAdmin, role, teamId }: Person): Actor {
  return { slackId: id, kind, isAdmin, timeZone: 'Europe/Berlin', memberships: role ? [{ teamId, role }] : [] };
}
