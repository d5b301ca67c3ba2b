import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { dayAhead, putShift, worksIt } from './support/roster.ts';

const team = { in: '#care' } as const;
const direct = { in: '@floorwalker' } as const;
const modal = { in: 'modal' } as const;

describe('shifts that are traded, in part, or not as the rules have it', { timeout: 90_000 }, () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ mode: 'socket', app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('a trade of unequal shifts waits for Maya, who sees the numbers and the reason', async () => {
    const [ana, jonas, maya] = [workspace.as('ana'), workspace.as('jonas'), workspace.as('maya')];
    const hers = await putShift(database, 'U0ANA', dayAhead(3), ['08:00', '16:00']);
    const his = await putShift(database, 'U0JONAS', dayAhead(5), ['08:00', '14:00']);

    await ana.command(`/swap ${dayAhead(3)}`, team);
    await ana.choose('What do you want?', 'Trade it');
    await ana.sees('The only other shift could be traded for it by the rules.', modal);
    await ana.choose('Which shifts would you take?', ['Jonas']);
    await ana.fill('Why? Only whoever approves it sees this', 'An exam on that day.');
    await ana.submit();
    await ana.sees("It is in the team's channel.", modal);
    await ana.close();

    const card = { in: '#care', on: 'Ana would trade a shift' } as const;
    await jonas.click('Offer a shift', card);
    await jonas.sees('Your one shift in that time may be given in return by the rules.', modal);
    await jonas.submit();
    await jonas.sees('It waits for Ana to say yes.', modal);
    await jonas.close();
    await ana.click('Choose this one', { ...direct, on: 'Jonas offers you a swap' });

    await maya.sees('Paid time is not equal: Ana −2 h 00, Jonas +2 h 00', { ...direct, on: 'A swap to approve' });
    await maya.sees('An exam on that day.', direct);
    expect(await worksIt(database, hers)).toBe('U0ANA');
    await maya.click('Approve', { ...direct, on: 'A swap to approve' });
    await eventually(async () => expect(await worksIt(database, hers)).toBe('U0JONAS'));
    expect(await worksIt(database, his)).toBe('U0ANA');
    await ana.sees('It is settled.', direct);
    await jonas.sees('It is settled.', direct);
    expect(await jonas.canSee('An exam on that day.', direct)).toBe(false);
  });

  test('a part of a shift goes to Jonas, the rest stays with Ana', async () => {
    const [ana, jonas] = [workspace.as('ana'), workspace.as('jonas')];
    const shift = await putShift(database, 'U0ANA', dayAhead(10), ['08:00', '16:00']);

    await ana.command(`/swap ${dayAhead(10)}`, team);
    await ana.choose('How much of it?', 'Its end');
    await ana.choose('From', '12:00');
    await ana.submit();
    await ana.close();
    const card = { in: '#care', on: 'Ana gives away a part of a shift' } as const;
    await jonas.sees('12:00–16:00', card);
    await jonas.click('Take it', card);

    await eventually(async () => {
      const pieces = await database.sql`
        select slack_id, starts_local, ends_local from shifts where id = ${shift} or cut_from = ${shift} order by starts_at`;
      expect(pieces.map((piece) => [piece['slack_id'], String(piece['ends_local']).slice(11)])).toEqual([
        ['U0ANA', '12:00'],
        ['U0JONAS', '16:00'],
      ]);
    });
  });

  test('Sofia, who would have too little rest, is told so with the numbers, and what is legal instead', async () => {
    const [ana, sofia] = [workspace.as('ana'), workspace.as('sofia')];
    const early = await putShift(database, 'U0ANA', dayAhead(16), ['06:00', '14:00']);
    const late = await putShift(database, 'U0SOFIA', dayAhead(15), ['15:00', '23:00']);
    await ana.command(`/swap ${dayAhead(16)}`, team);
    await ana.submit();
    await ana.close();
    const card = { in: '#care', on: '06:00–14:00' } as const;

    await sofia.click('Take it', card);
    await sofia.sees(/Sofia: rest between .* 23:00 and .* 06:00: 7 h 00; 11 h 00 needed/, team);
    expect(await worksIt(database, early)).toBe('U0ANA');
    await sofia.click('See what is legal instead', { ...team, on: 'The rules do not allow it' });
    await sofia.sees('Your one shift in that time may be given in return by the rules.', modal);
    await sofia.submit();
    await sofia.sees('It waits for Ana to say yes.', modal);
    await sofia.close();
    await ana.click('Accept', { ...direct, on: 'Sofia offers you a swap' });

    await eventually(async () => expect(await worksIt(database, early)).toBe('U0SOFIA'));
    expect(await worksIt(database, late)).toBe('U0ANA');
    await sofia.sees('It is settled.', direct);
  });
});
