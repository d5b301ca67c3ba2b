import type { Person } from '../state/state.ts';

const EUROPE = 'Europe/Berlin';
const AMERICA = 'America/Chicago';

export function person(
  id: string,
  realName: string,
  title: string,
  color: string,
  timeZone: string,
  more: Partial<Person> = {},
): Person {
  const [name = id] = realName.toLowerCase().split(' ');
  return { id, name, realName, title, color, timeZone, kind: 'full', isAdmin: false, ...more };
}

/** The people of Northwind Support: two care teams, and everybody else an app meets in a real workspace. */
export const samplePeople: readonly Person[] = [
  person('U0ANA', 'Ana Ferreira', 'Customer care agent', '#2c6e6a', EUROPE),
  person('U0JONAS', 'Jonas Weber', 'Customer care agent', '#7a4fa3', EUROPE),
  person('U0SOFIA', 'Sofia Rossi', 'Customer care agent', '#b3541e', EUROPE),
  person('U0LEO', 'Leo Brandt', 'Team lead, Care', '#1f5f99', EUROPE),
  person('U0MAYA', 'Maya Lindqvist', 'Customer service manager', '#a32c4e', EUROPE),
  person('U0COLE', 'Cole Harris', 'Customer care agent', '#4d7c2a', AMERICA),
  person('U0DANA', 'Dana Okafor', 'Team lead, Care US', '#8a6d1a', AMERICA),
  person('U0RUTH', 'Ruth Delgado', 'Customer service manager, US', '#5a5a8c', AMERICA, { isAdmin: true }),
  person('U0IRIS', 'Iris Haddad', 'Head of service', '#3b3b3b', EUROPE, { isAdmin: true }),
  person('U0PRIYA', 'Priya Nair', 'Agency, seasonal help', '#2a7c5c', EUROPE, { kind: 'guest' }),
  person('U0STATUS', 'Statuspage', 'Bot', '#666666', EUROPE, { kind: 'bot' }),
  person('U0HUGO', 'Hugo Meyer', 'Left in spring', '#999999', EUROPE, { kind: 'deactivated' }),
];
