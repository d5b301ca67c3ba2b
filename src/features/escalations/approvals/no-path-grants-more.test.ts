import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx, Role } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { OpenView } from '../../../slack/listener.ts';
import { act, limits, PEOPLE, wish, type Act, type Name, type Wish } from '../../../../test/support/authority-acts.ts';
import { carriersOf, wrongWith, type Limits } from '../../../../test/support/authority-oracle.ts';
import { newRequest, raising, resolving } from '../../../../test/support/cases.ts';
import { testContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { fingersOn } from '../../../../test/support/fingers.ts';
import { CARE, idOf, openNorthwind } from '../../../../test/support/northwind.ts';
import { openForm } from '../../../../test/support/open-form.ts';
import { listeners } from '../listeners.ts';
import { raiseCase } from '../raising/raise-case.ts';
import { reopenCase } from '../handling/reopen-case.ts';
import { resolveCase } from '../handling/resolve-case.ts';
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

let database: TestDatabase;
/** One for all lives: it numbers the forms that are sent. */
const fingers = fingersOn(listeners({ onFilesGiven: () => [] }));

beforeAll(async () => {
  database = await createTestDatabase();
  await openNorthwind(database);
});
afterAll(() => database.close());

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
  if (!isGrant(after)) return isDeepStrictEqual(taken, {}) ? [] : ['nothing is granted, and taken is', taken];
  // What is granted once stands as it was until the case is reopened, whatever is pressed.
  if (isGrant(before)) return isDeepStrictEqual(before, after) ? [] : ['it was granted otherwise before', before];

  granted[carriersOf(after).length > 1 ? 'approved' : 'alone'] += 1;
  const wrong = wrongWith(world, after);
  return [...(wrong === undefined ? [] : [wrong]), ...wrongWithBudget(world, after, taken)];
}

function wrongWithBudget({ limits: { monthlyBudget } }: World, of: Case, taken: Record<string, number>): unknown[] {
  const sums = of.decidedAmount === null ? {} : { [of.currency ?? '']: of.decidedAmount };
  if (!isDeepStrictEqual(taken, sums)) return ['taken is', taken];
  return (taken['EUR'] ?? 0) > (monthlyBudget ?? Infinity) ? ['more than the budget is taken', taken] : [];
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
