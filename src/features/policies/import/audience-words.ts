import type { Role } from '../../../core/context.ts';
import type { Audience } from '../library/audience.ts';
import type { FrontMatter } from '../text/front-matter-types.ts';
import { type Names, same, teamCalled } from './names.ts';

const ROLES: readonly Role[] = ['agent', 'lead', 'manager', 'director'];
const EVERYBODY = ['everyone', 'everybody', 'all', 'every team'];

/**
 * Who may read it, as the front matter names them in `audience`, `teams` and `roles`: roles alone mean those of the team that
 * keeps it. Undefined where it names nobody. A name that is nobody's is refused: who may read it would be a guess.
 */
export function readAudience(
  { audience, teams, roles }: Pick<FrontMatter, 'audience' | 'teams' | 'roles'>,
  names: Names,
  refuse: (key: string, message: string) => void,
): Audience | undefined {
  if (audience.length + teams.length + roles.length === 0) return undefined;
  const wanted = { teams: new Set<string>(), roles: new Set<Role>(), everybody: false };
  const take = (word: string, kinds: { readonly team: boolean; readonly role: boolean }): boolean => {
    const role = kinds.role ? roleCalled(word) : undefined;
    const team = kinds.team ? teamCalled(names, word) : undefined;
    if (role) wanted.roles.add(role);
    else if (team) wanted.teams.add(team);
    else if (EVERYBODY.includes(same(word))) wanted.everybody = true;
    else return false;
    return true;
  };
  for (const word of audience) {
    if (!take(word, { team: true, role: true }))
      refuse('audience', `audience: “${word}” is no team and no role here; everyone means every team.`);
  }
  for (const word of teams) {
    if (!take(word, { team: true, role: false }))
      refuse('teams|team', `teams: there is no team “${word}”. There ${listed(names.teams.map(({ name }) => name))}.`);
  }
  for (const word of roles) {
    if (!take(word, { team: false, role: true }))
      refuse('roles|role', `roles: there is no role “${word}”. There ${listed(ROLES)}.`);
  }
  const own = wanted.teams.size > 0 ? [...wanted.teams] : [names.team.id];
  const order = ROLES.filter((role) => wanted.roles.has(role));
  return { teams: wanted.everybody ? null : own, roles: order.length > 0 ? order : null };
}

/** `Leads` as much as `lead`. */
function roleCalled(word: string): Role | undefined {
  const plain = same(word).replace(/s$/, '');
  return ROLES.find((role) => role === plain);
}

function listed(words: readonly string[]): string {
  const few = words.slice(0, 8);
  return `${few.length === 1 ? 'is' : 'are'} ${few.join(', ')}${words.length > few.length ? ' …' : ''}`;
}
