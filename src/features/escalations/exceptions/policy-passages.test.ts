import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetLimits, granting, newestApproval, postsTo } from '../../../../test/support/approvals.ts';
import { claimedByLeo, newRequest, outcomeOf, resolving } from '../../../../test/support/cases.ts';
import { testContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { fingersOn } from '../../../../test/support/fingers.ts';
import { CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, LATE_RETURNS, publishedPolicy } from '../../../../test/support/policies.ts';
import { refusedOfView } from '../../../../test/support/slack-rules.ts';
import { approveRequest } from '../approvals/approve-request.ts';
import { requestOfCase, requestToDecide } from '../approvals/requests.ts';
import { caseFor, departsFrom } from '../listeners/case-of-button.ts';
import { lookUpListeners } from '../listeners/look-up.ts';
import { caseCard } from '../messages/card.ts';
import { historyModal } from '../modals/case.ts';
import { caseForViewing } from '../queries.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { sendExport } from '../export/send-export.ts';
import { listExceptions } from './list-exceptions.ts';

const FOR_LEADS = { audience: { teams: null, roles: ['lead'] } } as const;
const FOR_MANAGERS = { audience: { teams: null, roles: ['manager'] } } as const;
let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate cases, case_entries, case_numbers cascade`;
  await forgetPolicies(database);
  await forgetLimits(database);
});

/** The passage with this heading, of the newest revision. */
async function passageOf(heading: string): Promise<{ id: string; revisionId: string; anchor: string }> {
  const [found] = await database.sql<{ id: string; revisionId: string; anchor: string }[]>`
    select passage.id, revision_id as "revisionId", anchor from policy_passages as passage
    join policy_revisions as revision on revision.id = revision_id
    where heading = ${heading} order by number desc limit 1`;
  if (!found) throw new Error('no such passage');
  return found;
}

/** Whoever writes a team's policies sees them all. */
async function keptByTheOtherTeam(): Promise<void> {
  await database.sql`update policies set team_id = ${CARE_US}`;
}

async function departedFrom(passageId: string, by: 'leo' | 'maya' = 'leo'): Promise<void> {
  const { id } = await claimedByLeo(northwind);
  await resolveCase(northwind.as(by), resolving(id, { passageId, departsBecause: 'The courier lost it.' }));
}

describe('a decision that departs from a policy here', () => {
  it('is kept with the passage of the revision of that day, as it was called then', async () => {
    await publishedPolicy(northwind.as('maya'));
    const { id, revisionId, anchor } = await passageOf('Late returns');

    await departedFrom(id);

    const { exceptions } = await listExceptions(northwind.as('leo'));
    expect(exceptions).toMatchObject([
      { exception: { passage: 'Late returns › Late returns', policyRevisionId: revisionId, policyAnchor: anchor } },
    ]);
  });

  it('counts with the others of that passage over all revisions', async () => {
    const maya = northwind.as('maya');
    const { policy } = await publishedPolicy(maya);
    await departedFrom((await passageOf('Late returns')).id);
    await publishedPolicy(maya, { policyId: policy.id });
    await database.sql`update policy_revisions set title = 'Returns' where number = 2`;
    await departedFrom((await passageOf('Late returns')).id);
    await departedFrom((await passageOf('Opened items')).id);

    const { passages, exceptions } = await listExceptions(northwind.as('leo'));

    expect(passages.map(({ passage, times }) => [passage, times])).toEqual([
      ['Returns › Late returns', 2],
      ['Returns › Opened items', 1],
    ]);
    expect(new Set(exceptions.map(({ from }) => from.place?.revisionId)).size).toBe(2);
  });

  it('is refused where the policy says something else since it was chosen, and kept with the newer revision where it does not', async () => {
    const maya = northwind.as('maya');
    const { policy } = await publishedPolicy(maya);
    const [changed, same] = [await passageOf('Late returns'), await passageOf('Opened items')];
    await publishedPolicy(maya, { policyId: policy.id, markdown: LATE_RETURNS.replace('45 days', '60 days') });
    const { id } = await claimedByLeo(northwind);

    const input = resolving(id, { passageId: changed.id, departsBecause: 'Loyal' });
    await expect(resolveCase(northwind.as('leo'), input)).rejects.toMatchObject({ field: 'passageId' });
    await departedFrom(same.id);

    const { exceptions } = await listExceptions(northwind.as('leo'));
    const revisionId = (await passageOf('Opened items')).revisionId;
    expect(revisionId).not.toBe(same.revisionId);
    expect(exceptions.map(({ exception }) => exception.policyRevisionId)).toEqual([revisionId]);
  });

  it('cannot name what the decider may not see', async () => {
    await publishedPolicy(northwind.as('maya'), FOR_MANAGERS);
    await keptByTheOtherTeam();
    const { id } = await claimedByLeo(northwind);
    const input = resolving(id, { passageId: (await passageOf('Late returns')).id, departsBecause: 'Loyal' });

    expect(await outcomeOf((ctx) => resolveCase(ctx, input), northwind.as('leo'))).toMatch(
      /^That policy is gone, or says something else/,
    );
  });

  it('is said on the case, by its name only to those who may see the policy', async () => {
    await publishedPolicy(northwind.as('maya'), { audience: { teams: null, roles: ['lead', 'manager'] } });
    await departedFrom((await passageOf('Late returns')).id, 'maya');
    const [found] = await database.sql<{ id: string }[]>`select id from cases`;
    const seenBy = async (name: 'ana' | 'leo'): Promise<string> => {
      const ctx = northwind.as(name);
      const view = await caseForViewing(ctx, found?.id ?? '');
      const history = JSON.stringify(historyModal(view, [], await departsFrom(ctx, view)));
      expect(history).toContain('Departs from');
      return `${JSON.stringify(await caseFor(ctx, view))} ${history}`;
    };

    expect(await seenBy('leo')).toContain('Late returns › Late returns');
    expect(await seenBy('ana')).toContain('a policy you may not see');
    expect(await seenBy('ana')).not.toContain('Late returns');
    const card = JSON.stringify(caseCard(await caseForViewing(northwind.as('leo'), found?.id ?? '')));
    expect(card).toContain('It departs from a policy');
    expect(card).not.toContain('Late returns');
  });

  it('waits with its passage for whoever approves it, and enters the register then', async () => {
    await publishedPolicy(northwind.as('maya'));
    const { id, revisionId } = await passageOf('Opened items');

    await departedFrom(id);

    const rows = await database.sql`select policy_revision_id as id from case_exceptions`;
    expect(rows).toEqual([{ id: revisionId }]);
  });
});

describe('a request for approval that departs from a policy here', () => {
  async function askedOfMaya(): Promise<{ readonly caseId: string; readonly approvalId: string }> {
    const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount: 50_000, currency: 'EUR' });
    const { id: passageId } = await passageOf('Opened items');
    const departing = granting(id, 50_000, { passageId, departsBecause: 'The courier lost it.' });
    await resolveCase(northwind.as('leo'), departing);
    return { caseId: id, approvalId: (await newestApproval(database, id)).id };
  }

  it('names the passage on the card of an approver who may see it', async () => {
    await publishedPolicy(northwind.as('maya'), FOR_LEADS);

    await askedOfMaya();

    expect((await postsTo(database, 'U0MAYA')).join('')).toContain('Late returns › Opened items');
  });

  it('says only that there is a policy to an approver who may not see it, on the card and in the windows', async () => {
    await publishedPolicy(northwind.as('maya'), FOR_LEADS);
    await keptByTheOtherTeam();

    const { caseId, approvalId } = await askedOfMaya();

    const card = (await postsTo(database, 'U0MAYA')).join('');
    expect(card).toContain('a policy you may not see');
    expect(card).not.toContain('Late returns');
    const opened = [
      await requestOfCase(northwind.as('maya'), caseId),
      await requestToDecide(northwind.as('maya'), approvalId),
    ];
    expect(opened.map(({ approval }) => approval.passage)).toEqual([
      'a policy you may not see',
      'a policy you may not see',
    ]);
  });

  it('is kept and entered as it is called, whoever approves it', async () => {
    await publishedPolicy(northwind.as('maya'), FOR_LEADS);
    await keptByTheOtherTeam();
    const { approvalId } = await askedOfMaya();

    await approveRequest(northwind.as('maya'), { approvalId });

    const { exceptions } = await listExceptions(northwind.as('leo'));
    expect(exceptions[0]?.from.passage).toBe('Late returns › Opened items');
  });
});

describe('/case exceptions', () => {
  it('names title and section, and *Read* opens that passage of that revision', async () => {
    await publishedPolicy(northwind.as('maya'));
    const { id, revisionId, anchor } = await passageOf('Opened items');
    await departedFrom(id);
    const fingers = fingersOn(lookUpListeners);

    await fingers.type(northwind.as('leo'), '/case exceptions');

    expect(JSON.stringify(fingers.last().blocks)).toContain('Late returns › Opened items');
    expect(JSON.stringify(fingers.last().blocks)).toContain(`"value":"${revisionId}@${anchor}"`);
    expect(refusedOfView(fingers.last())).toEqual([]);
  });

  it('says only that there is a policy to whoever may not see it, there and in the export', async () => {
    await publishedPolicy(northwind.as('maya'), FOR_MANAGERS);
    await departedFrom((await passageOf('Late returns')).id, 'maya');
    await keptByTheOtherTeam();

    const { passages, exceptions } = await listExceptions(northwind.as('lia'));
    await sendExport(testContext(database.db, { kind: 'system' }), { slackId: 'U0LIA', requestId: newRequest() });

    expect(passages).toEqual([{ passage: 'a policy you may not see', times: 1 }]);
    expect(exceptions[0]?.from).toEqual({ passage: 'a policy you may not see' });
    const [file] = await database.sql<{ content: string }[]>`
      select payload ->> 'content' as content from outbox_messages where kind = 'file'`;
    const rows: unknown = parse(file?.content ?? '', { bom: true, columns: true });
    expect(rows).toMatchObject([{ 'Departs from': 'a policy you may not see' }]);
  });
});
