import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx, Role } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { REMEDIES, ROLES_UPWARD, type AuthorityMatrix, type AuthorityRule } from '../../../people/authority/matrix.ts';
import type { OpenView } from '../../../slack/listener.ts';
import { newRequest, raising, resolving } from '../../../../test/support/cases.ts';
import { testContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { fingersOn } from '../../../../test/support/fingers.ts';
import { CARE, idOf, openNorthwind } from '../../../../test/support/northwind.ts';
import { openForm } from '../../../../test/support/open-form.ts';
import { WANTED } from '../inputs.ts';
import { listeners } from '../listeners.ts';
import { raiseCase } from '../raise-case.ts';
import { reopenCase } from '../reopen-case.ts';
import { resolveCase } from '../resolve-case.ts';
import type { Case } from '../tables.ts';
import { lookAtRefusalAgain } from './look-at-refusal-again.ts';
import { lookAtRequestAgain } from './look-at-request-again.ts';
import { refuseRequest } from './refuse-request.ts';
import { takeBackRequest } from './take-back-request.ts';

/**
 * People with changing roles do whatever they can think of to one case, under changing limits: press buttons of new and
 * old cards, send forms opened long ago, by them or by others, with memories and values made up. After each act that
 * grants something, an oracle written from docs/authority.md, not from the judge, says who of those who carry it might.
 */

const PEOPLE = ['ana', 'leo', 'lia', 'maya', 'dora'] as const;
type Name = (typeof PEOPLE)[number];

type Act =
  | { readonly do: 'open form' | 'reopen' | 'appeal'; readonly by: Name }
  | {
      readonly do: 'send form';
      readonly by: Name;
      readonly own: boolean;
      readonly which: number;
      readonly typed: Typed;
    }
  | { readonly do: 'send made up'; readonly by: Name; readonly typed: Typed }
  | { readonly do: 'approve' | 'refuse' | 'take back' | 'look again'; readonly by: Name; readonly which: number }
  | { readonly do: 'change limits'; readonly matrix: Limits }
  | { readonly do: 'change role'; readonly by: Name; readonly role: Role };

interface Typed {
  readonly decision: 'granted' | 'partly' | 'refused' | 'answered';
  readonly amount: number | null;
  readonly currency: 'EUR' | 'USD';
  /** The form's memory says that nothing is needed and the case is in whatever suits. */
  readonly forged: boolean;
}

type Limits = Pick<AuthorityMatrix, 'rules' | 'secondPersonAbove' | 'monthlyBudget'>;

let database: TestDatabase;
/** One for all lives: it numbers the forms that are sent. */
const fingers = fingersOn(listeners);

beforeAll(async () => {
  database = await createTestDatabase();
  await openNorthwind(database);
});
afterAll(() => database.close());

const amounts = fc.integer({ min: 1, max: 400 });
const rule: fc.Arbitrary<AuthorityRule> = fc.record({
  role: fc.constantFrom<Role>('lead', 'lead', 'manager', 'director'),
  remedy: fc.constantFrom(...REMEDIES, 'any' as const, 'any' as const),
  category: fc.constantFrom(null, null, 'Delivery'),
  limit: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 4 }),
});
const upTo = (role: Role, limit: number | null): AuthorityRule => ({ role, remedy: 'any', category: null, limit });
const limits: fc.Arbitrary<Limits> = fc.record({
  rules: fc
    .tuple(amounts, amounts, fc.option(amounts, { freq: 1 }), fc.array(rule, { maxLength: 4 }))
    .map(([lead, manager, director, more]) => [
      upTo('lead', lead),
      upTo('manager', manager),
      upTo('director', director),
      ...more,
    ]),
  secondPersonAbove: fc.option(amounts, { freq: 1 }),
  monthlyBudget: fc.option(fc.integer({ min: 0, max: 600 }), { freq: 1 }),
});
const typed: fc.Arbitrary<Typed> = fc.record({
  decision: fc.constantFrom('granted', 'granted', 'granted', 'granted', 'granted', 'partly', 'refused', 'answered'),
  amount: fc.option(amounts, { freq: 3 }),
  currency: fc.constantFrom('EUR', 'EUR', 'USD'),
  forged: fc.boolean(),
});
const by = fc.constantFrom(...PEOPLE, 'leo', 'lia', 'maya', 'dora', 'leo', 'maya', 'dora');
const which = fc.constantFrom(0, 0, 0, 1, 2);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open form' as const), by }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('send form' as const), by, own: fc.boolean(), which, typed }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send made up' as const), by, typed }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('approve' as const), by, which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('refuse', 'take back', 'look again'), by, which }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('reopen', 'reopen', 'appeal'), by }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('change limits' as const), matrix: limits }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('change role' as const), by, role: fc.constantFrom(...ROLES_UPWARD) }),
  },
);
const wish = fc.record({
  wanted: fc.constantFrom(...WANTED, 'refund' as const, 'refund' as const),
  amount: fc.option(amounts),
  currency: fc.constantFrom('EUR', 'EUR', 'USD'),
  category: fc.constantFrom(undefined, 'Delivery', ' delivery'),
  raiser: fc.constantFrom<Name>('ana', 'ana', 'ana', 'ana', 'ana', 'leo', 'maya'),
});
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

/** How often something was granted over all runs, by the number of people who carried it: proof that the test tests. */
const granted = { alone: 0, approved: 0, refused: 0 };

class World {
  readonly roles = new Map<Name, Role>([
    ['ana', 'agent'],
    ['leo', 'lead'],
    ['lia', 'lead'],
    ['maya', 'manager'],
    ['dora', 'director'],
  ]);
  readonly forms: { readonly by: Name; readonly form: OpenView }[] = [];
  limits: Limits;
  revision = 0;
  caseId = '';

  constructor(first: Limits) {
    this.limits = first;
  }

  as(name: Name): Ctx {
    const memberships = [{ teamId: CARE, role: this.roles.get(name) ?? 'agent' }];
    return testContext(database.db, { slackId: idOf(name), memberships });
  }

  roleOf(slackId: string): Role | undefined {
    const name = PEOPLE.find((one) => idOf(one) === slackId);
    return name && this.roles.get(name);
  }

  async setLimits(next: Limits): Promise<void> {
    this.limits = next;
    this.revision += 1;
    await database.sql`insert into authority_revisions ${database.sql({
      workspace_id: 'T0NORTHWIND',
      team_id: CARE,
      revision: this.revision,
      currency: 'EUR',
      rules: JSON.stringify(next.rules),
      second_person_above: next.secondPersonAbove,
      monthly_budget: next.monthlyBudget,
      saved_by: 'U0DORA',
      saved_at: new Date(),
    })}`;
  }
}

async function openWorld(first: Limits, { raiser, amount, currency, category, wanted }: Wish): Promise<World> {
  await database.sql`delete from authority_revisions`;
  await database.sql`delete from authority_budgets`;
  const world = new World(first);
  for (const [name, role] of world.roles) await setRole(name, role);
  await world.setLimits(first);
  const { case: raised } = await raiseCase(
    world.as(raiser),
    raising({ wanted, category, ...(amount !== null && { amount, currency }) }),
  );
  world.caseId = raised.id;
  return world;
}

function setRole(name: Name, role: Role) {
  return database.sql`update members set role = ${role} where team_id = ${CARE} and slack_id = ${idOf(name)}`;
}

const writeUp = { writeUpIssue: 'A', writeUpWho: 'B', writeUpSaid: 'C', writeUpOutcome: 'D' };
const departure = { passage: '4.2', departsBecause: 'The courier lost it.' };

/** Does it; a refusal in words is fine, anything else is a bug. */
async function perform(world: World, doing: Act): Promise<void> {
  try {
    await attempt(world, doing);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    granted.refused += 1;
  }
}

async function attempt(world: World, doing: Act): Promise<unknown> {
  const { caseId } = world;
  const requestId = newRequest();
  switch (doing.do) {
    case 'open form':
      await fingers.press(world.as(doing.by), 'case.resolve', caseId);
      return world.forms.push({ by: doing.by, form: openForm(fingers.last()) });
    case 'send form':
      return sendForm(world, doing);
    case 'send made up': {
      const { decision, amount, currency } = doing.typed;
      const money = amount === null ? {} : { amount, currency };
      const more = { decision, ...money, ...writeUp, ...departure };
      return resolveCase(world.as(doing.by), resolving(caseId, more));
    }
    case 'reopen':
      return reopenCase(world.as(doing.by), { caseId, requestId, reason: 'New facts.' });
    case 'appeal':
      return lookAtRefusalAgain(world.as(doing.by), { caseId, requestId, reason: 'Please look again.' });
    case 'change limits':
      return world.setLimits(doing.matrix);
    case 'change role':
      world.roles.set(doing.by, doing.role);
      return setRole(doing.by, doing.role);
    default:
      return onRequest(world, doing, requestId);
  }
}

async function onRequest(world: World, doing: Extract<Act, { which: number }>, requestId: string): Promise<unknown> {
  const requests = await database.sql<{ id: string }[]>`
    select id from case_approvals where case_id = ${world.caseId} order by number desc`;
  const approvalId = requests[doing.which % Math.max(1, requests.length)]?.id;
  if (approvalId === undefined) return undefined;
  const ctx = world.as(doing.by);
  if (doing.do === 'approve') return fingers.press(ctx, 'approval.approve', approvalId);
  if (doing.do === 'refuse') return refuseRequest(ctx, { approvalId, requestId, reason: 'Too much.' });
  if (doing.do === 'take back') return takeBackRequest(ctx, { approvalId });
  return lookAtRequestAgain(ctx, { approvalId, requestId, reason: 'Please look again.' });
}

/** A form that somebody opened, however long ago, sent by them or by whoever got hold of it. */
async function sendForm(world: World, doing: Extract<Act, { do: 'send form' }>): Promise<unknown> {
  const opened = world.forms[doing.which % Math.max(1, world.forms.length)];
  if (!opened) return undefined;
  const { decision, amount, currency, forged } = doing.typed;
  const shown = Object.entries(opened.form.state);
  const words: Record<string, string | null> = {
    ...writeUp,
    ...departure,
    tellCustomer: 'You get it back.',
    amount: amount === null ? null : `${(amount / 100).toFixed(2)}${forged ? ` ${currency}` : ''}`,
  };
  const filled = shown.map(([field]) => [
    field,
    { [field]: field === 'decision' ? { selected_option: { value: decision } } : { value: words[field] ?? null } },
  ]);
  // Safe: what this writes is read with schemas.
  const memory = JSON.parse(opened.form.privateMetadata) as Record<string, unknown>;
  const madeUp = { ...memory, currency, fixedCurrency: false, asked: null, needsWriteUp: false, needAmount: [] };
  const form: OpenView = {
    ...opened.form,
    state: Object.fromEntries(filled) as OpenView['state'],
    privateMetadata: forged ? JSON.stringify({ ...madeUp, isException: false }) : opened.form.privateMetadata,
  };
  return fingers.send(world.as(doing.own ? opened.by : doing.by), {}, form);
}

/** The whole limit of a role: the best of its own and those below, each by the most specific of its rules. */
function limitOf(world: World, role: Role, remedy: string, category: string | null): number {
  const isCategory = (named: string | null) => named !== null && named.toLowerCase() === category?.trim().toLowerCase();
  const own = ROLES_UPWARD.slice(0, ROLES_UPWARD.indexOf(role) + 1).map((each) => {
    const rules = world.limits.rules.filter((one) => one.role === each);
    const tiers = [
      rules.filter((one) => isCategory(one.category) && one.remedy === remedy),
      rules.filter((one) => isCategory(one.category) && one.remedy === 'any'),
      rules.filter((one) => one.category === null && one.remedy === remedy),
      rules.filter((one) => one.category === null && one.remedy === 'any'),
    ];
    const counts = tiers.find((tier) => tier.length > 0) ?? [];
    return counts.length === 0 ? 0 : Math.min(...counts.map(({ limit }) => limit ?? Infinity));
  });
  return Math.max(...own);
}

/** What is wrong with a decision just made: undefined if those who carry it might, by the limits and roles of this moment. */
function wrongWith(world: World, of: Case): string | undefined {
  const { wanted, category, decidedAmount: amount, currency } = of;
  const isRemedy = (REMEDIES as readonly string[]).includes(wanted);
  if (!isRemedy && amount === null) return undefined;
  const remedy = isRemedy ? wanted : 'refund';
  const isUnknown = amount === null && (remedy === 'refund' || remedy === 'credit');
  const isComparable = amount === null ? !isUnknown : currency === 'EUR';
  const worth = isComparable ? (amount ?? 0) : Infinity;

  const carriers = [...new Set([of.decidedBy ?? '', ...(of.approvedBy ?? [])])];
  const able = carriers.filter((slackId) => {
    const role = world.roleOf(slackId);
    const limit = role && role !== 'agent' ? limitOf(world, role, remedy, category) : 0;
    return limit > 0 && worth <= limit;
  });
  const isAboveLine = worth > (world.limits.secondPersonAbove ?? Infinity);
  const isIncomparable = worth === Infinity && world.limits.secondPersonAbove !== null;
  const needed = isAboveLine || isIncomparable ? 2 : 1;

  if (carriers.length > 1) granted.approved += 1;
  else granted.alone += 1;
  if (carriers.includes(of.raisedBy)) return 'decided by whoever raised it';
  return able.length < needed ? `${able.length} of ${needed} who may, for ${worth} by ${carriers.join()}` : undefined;
}

async function caseNow(world: World): Promise<Case> {
  const [row] = await database.sql<Case[]>`
    select state, decision, wanted, category, currency, decided_amount::int as "decidedAmount", decided_by as "decidedBy",
      approved_by as "approvedBy", raised_by as "raisedBy", closed_at as "closedAt" from cases where id = ${world.caseId}`;
  if (!row) throw new Error('the case is gone');
  return row;
}

async function takenByCurrency(): Promise<Record<string, number>> {
  const rows = await database.sql<{ currency: string; taken: number }[]>`
    select currency, taken::int as taken from authority_budgets where taken > 0`;
  return Object.fromEntries(rows.map(({ currency, taken }) => [currency, taken]));
}

function isGrant({ state, decision }: Case): boolean {
  return state === 'resolved' && (decision === 'granted' || decision === 'partly');
}

function whatWentWrong(world: World, before: Case, after: Case, taken: Record<string, number>): unknown[] {
  const wrong = [];
  const { decidedAmount, currency } = after;
  const sums = isGrant(after) && decidedAmount !== null ? { [currency ?? '']: decidedAmount } : {};
  if (!isDeepStrictEqual(taken, sums)) wrong.push([taken, sums]);
  // What is granted once stands as it was until the case is reopened, whatever is pressed.
  if (isGrant(before) && isGrant(after) && !isDeepStrictEqual(before, after)) wrong.push([before, after]);
  if (isGrant(before) || !isGrant(after)) return wrong;
  const problem = wrongWith(world, after);
  if (problem !== undefined) wrong.push(problem);
  if ((taken['EUR'] ?? 0) > (world.limits.monthlyBudget ?? Infinity)) wrong.push(`${taken['EUR']} of the budget`);
  return wrong;
}

async function live(first: Limits, wished: Wish, acts: readonly Act[]): Promise<void> {
  const world = await openWorld(first, wished);
  let before = await caseNow(world);
  await perform(world, { do: 'open form', by: 'leo' });
  await perform(world, { do: 'open form', by: 'maya' });
  for (const doing of acts) {
    await perform(world, doing);
    const after = await caseNow(world);
    const taken = await takenByCurrency();

    expect(whatWentWrong(world, before, after, taken)).toEqual([]);
    before = after;
  }
}

describe('no path grants more than those who carry the decision may', () => {
  it('whatever they press, send and make up, in whatever order, while limits and roles change', async () => {
    await fc.assert(fc.asyncProperty(limits, wish, fc.array(act, { minLength: 10, maxLength: 16 }), live), {
      numRuns: 60,
      endOnFailure: true,
    });

    expect(granted.alone).toBeGreaterThan(8);
    expect(granted.approved).toBeGreaterThan(1);
    expect(granted.refused).toBeGreaterThan(50);
  }, 120_000);
});
