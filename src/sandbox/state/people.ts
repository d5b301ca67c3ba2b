import type { Person, SlackState } from './state.ts';

/** The address a person signed up with; bots have none. */
export function emailOf(state: SlackState, person: Person): string | undefined {
  if (person.kind === 'bot') return undefined;
  return person.email ?? `${person.name}@${state.workspace.domain}.example`;
}

/** Deactivated people are not found by their address. */
export function findByEmail(state: SlackState, email: string): Person | undefined {
  const wanted = email.trim().toLowerCase();
  return Object.values(state.people).find(
    (person) => person.kind !== 'deactivated' && emailOf(state, person)?.toLowerCase() === wanted,
  );
}
