import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/core/context.ts';
import { may, permissions, requireMay, type About } from '../../src/people/permissions.ts';
import { CARE, CARE_US } from '../support/northwind.ts';
import { actorOf, INSTALLER, OWNER, PARTY, persons, raisesIt, RAISER, REQUESTER, type Person } from './support/cast.ts';
import { setStage, type Outcome, type Stage } from './support/stage.ts';
import { ways, type Way } from './support/ways.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());
beforeEach(() => stage.reset());

function raiserFor({ given }: Way, person: Person): string {
  return given.raisedBy ?? (raisesIt(person) ? person.id : RAISER);
}

function aboutFor(way: Way, person: Person): About {
  const teamId = way.team === 'own' ? person.teamId : CARE;
  const { state, owner = OWNER } = way.given;
  if (way.given.isPrivate) return { raisedBy: raiserFor(way, person), mediator: owner, isParty: person.id === PARTY };
  if (way.given.policy || way.given.swap) return { teamId, owner: OWNER, isParty: [OWNER, PARTY].includes(person.id) };
  const isCase = isAboutCase(way);
  return {
    teamId: way.permission === 'team.set-up' ? '' : teamId,
    installedBy: INSTALLER,
    ...(way.given.request && { requestedBy: REQUESTER }),
    ...(isCase && { raisedBy: raiserFor(way, person), owner: state === 'open' ? null : owner }),
  };
}

function isAboutCase({ permission }: Way): boolean {
  return permission.startsWith('case.') && !/raise(-private)?$|list|export/.test(permission);
}

/** What the role table says to somebody who may not, with the name of the team where it is known. */
function tableSays(way: Way, person: Person): readonly string[] {
  const about = aboutFor(way, person);
  const ownTeam = way.team === 'own' && person.teamId === CARE_US ? 'Northwind Care US' : 'Northwind Care';
  return [about, { ...about, teamName: ownTeam }].map((known) => {
    try {
      requireMay({ actor: actorOf(person) } as Ctx, way.permission, known);
    } catch (error) {
      if (error instanceof Error) return error.message;
    }
    throw new Error('the table grants it');
  });
}

function effectOf({ effect }: Way, outcome: Outcome, summary: string): boolean {
  if (effect === 'changes') return outcome.changed;
  if (effect === 'opens') return outcome.opened;
  if (effect === 'shows') return outcome.said.includes(summary);
  return /"(blocks|options)":\[\{/.test(outcome.said) && !outcome.said.includes('Floorwalker is for people');
}

const product = ways.flatMap((way) =>
  Object.entries(persons).map(([who, person]) => ({
    who,
    person,
    way,
    what: way.permission,
    surface: way.surface,
    allowed: may(actorOf(person), way.permission, aboutFor(way, person)),
  })),
);

test('every permission of the table is tried on some surface', () => {
  expect([...new Set(ways.map(({ permission }) => permission))].toSorted()).toEqual(
    Object.keys(permissions).toSorted(),
  );
});

async function attempt(way: Way, person: Person): Promise<Outcome & { effect: boolean }> {
  const at = await stage.caseOf({ ...way.given, raisedBy: raiserFor(way, person), actor: person.id });
  const outcome = await stage.act(person, way.ask(at, person));
  return { ...outcome, effect: effectOf(way, outcome, at.summary) };
}

test.each(product.filter(({ allowed }) => allowed))('$who may $what by $surface', async ({ way, person }) => {
  const outcome = await attempt(way, person);

  expect(outcome).toMatchObject({ status: 200, effect: true, errors: [] });
  expect(outcome.runs.filter((run) => run !== 'done')).toEqual([]);
});

test.each(product.filter(({ allowed }) => !allowed))('$who may not $what by $surface', async ({ way, person }) => {
  const outcome = await attempt(way, person);

  // Opening Home is noted, whatever it shows.
  const changed = way.surface === 'App Home' ? false : outcome.changed;
  expect({ ...outcome, changed }).toMatchObject({ status: 200, effect: false, changed: false, errors: [] });
  expect(outcome.runs.filter((run) => run !== 'done')).toEqual([]);
  for (const words of refusalOf(way, person)) expect(outcome.said).toMatch(words);
});

const NO_SUCH_CASE = /There is no (case #\d+|such case), or it is not yours to see\./;
const OR_NO_ACCOUNT = new RegExp(`${NO_SUCH_CASE.source}|Floorwalker is for people with a full account`);

/** What is said to somebody who may not; nothing where a conversation or a list just goes on without it. */
function refusalOf(way: Way, person: Person): readonly (string | RegExp)[] {
  if (way.refusal === 'silent') return [];
  if (way.refusal === 'unknown' && !knowsOfIt(way, person)) return [NO_SUCH_CASE];
  if (way.refusal === 'unknown' && person.kind !== 'full') return [OR_NO_ACCOUNT];
  if (way.refusal === 'no team' && person.kind === 'full') return ["You're not on a team yet."];
  // Whoever may not see it, or not its draft, reads that there is none.
  const noSuch = way.refusal === 'no policy' ? ['There is no such policy.'] : [];
  return [new RegExp([...tableSays(way, person), ...noSuch].map(literally).join('|'))];
}

/** Whoever is involved in a private case is told why they may not, unless what they may not is to see it. */
function knowsOfIt(way: Way, person: Person): boolean {
  const { raisedBy, mediator, isParty = false } = aboutFor(way, person);
  return !way.permission.startsWith('case.see') && (isParty || [raisedBy, mediator].includes(person.id));
}

function literally(words: string): string {
  return JSON.stringify(words)
    .slice(1, -1)
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
