import type { Role } from '../../../../core/context.ts';
import type { Audience } from '../../library/reading/audience.ts';
import type { FrontMatter } from '../../text/file/front-matter-types.ts';
import { type Names, same, teamCalled } from './names.ts';

const ROLES: readonly Role[] = ['agent', 'lead', 'manager', 'director'];
const EVERYBODY = new Set(['everyone', 'everybody', 'all', 'every team']);

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
  const there = `There ${listed(names.teams.map(({ name }) => name))}.`;
  const wanted = new Named(names);
  for (const word of audience)
    if (!(wanted.takeRole(word) || wanted.takeTeam(word)))
      refuse('audience', `audience: “${word}” is no team and no role here; everyone means every team.`);
  for (const word of teams)
    if (!wanted.takeTeam(word)) refuse('teams|team', `teams: there is no team “${word}”. ${there}`);
  for (const word of roles)
    if (!wanted.takeRole(word)) refuse('roles|role', `roles: there is no role “${word}”. There ${listed(ROLES)}.`);
  return wanted.audience();
}

/** Collects who is named. */
class Named {
  readonly #names: Names;
  readonly #teams = new Set<string>();
  readonly #roles = new Set<Role>();
  #isEverybody = false;

  constructor(names: Names) {
    this.#names = names;
  }

  takeRole(word: string): boolean {
    const role = roleCalled(word);
    if (role) this.#roles.add(role);
    return role !== undefined;
  }

  takeTeam(word: string): boolean {
    const team = teamCalled(this.#names, word);
    if (team !== undefined) this.#teams.add(team);
    else if (EVERYBODY.has(same(word))) this.#isEverybody = true;
    else return false;
    return true;
  }

  audience(): Audience {
    const teams = this.#teams.size > 0 ? [...this.#teams] : [this.#names.team.id];
    const roles = ROLES.filter((role) => this.#roles.has(role));
    return { teams: this.#isEverybody ? null : teams, roles: roles.length > 0 ? roles : null };
  }
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
