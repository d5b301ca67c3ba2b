import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../../../test/support/database.ts';
import { type Fingers, fingersOn } from '../../../../test/support/fingers.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { openForm, type Typed } from '../../../../test/support/open-form.ts';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { OpenView } from '../../../slack/listener.ts';
import { policyListeners, policySetting } from './listeners.ts';

let database: TestDatabase;
let northwind: Northwind;
let fingers: Fingers;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate swap_policies, audit_log`;
  fingers = fingersOn(policyListeners);
});

/** *Settings* of the team, in which *Swap rules* is pressed. */
const settings: OpenView = {
  ...openForm({ type: 'modal', title: { type: 'plain_text', text: 'Settings' }, blocks: [] }),
  callbackId: 'settings',
};

async function openRules(ctx: Ctx): Promise<void> {
  await fingers.press(ctx, policySetting.actionId, CARE, { view: settings });
}

/** Presses a button of the form shown last, as it is filled in. */
async function pressIn(ctx: Ctx, key: string, value: string, typed: Typed = {}): Promise<void> {
  await fingers.press(ctx, key, value, { view: openForm(fingers.last(), typed) });
}

function shown(): string {
  return JSON.stringify(fingers.last().blocks);
}

/** Sends the form shown last, which is refused once it is worked off. */
async function sendRefused(ctx: Ctx, typed: Typed): Promise<void> {
  const view = openForm(fingers.last(), typed);
  const { behaviour } = fingers.listener('submit', view.callbackId);
  const read = behaviour.parse(view);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  const submission = { requestId: 'refused', view, surface: { view } };
  const refused: unknown = await behaviour.work(ctx, read.input, submission).catch((error: unknown) => error);
  if (!(refused instanceof UserError)) throw new Error('it was not refused');
  await behaviour.show?.(ctx, { refused }, submission, fingers.views);
}

describe('Swap rules', () => {
  it('open on top of the settings; a rule stands in their place, so that two views lie on each other', async () => {
    const maya = northwind.as('maya');

    await openRules(maya);
    await pressIn(maya, 'swap.rule', 'R10');

    expect(fingers.shown.map(({ how }) => how)).toEqual(['push', 'update']);
    expect(shown()).toContain('*Rest between shifts* (R10) of *Northwind Care*');
  });

  it('are changed rule by rule: saved, and shown in the list', async () => {
    const maya = northwind.as('maya');
    await openRules(maya);
    await pressIn(maya, 'swap.rule', 'R10');

    expect(await fingers.send(maya, { min_rest_min: '10' })).toBeUndefined();

    expect(shown()).toContain('Saved as revision 1. It counts from now on');
    expect(shown()).toContain('Not allowed · rest, at least 10 h 00');
  });

  it('keep what was ticked in the list while a rule is looked at', async () => {
    const maya = northwind.as('maya');
    await openRules(maya);
    await pressIn(maya, 'swap.rule', 'R10', { packs: ['eu-working-time'], switches: [] });

    await pressIn(maya, 'swap.rules-back', '');

    const list = openForm(fingers.last());
    expect(list.state['packs']).toMatchObject({ packs: { selected_options: [{ value: 'eu-working-time' }] } });
    expect(list.state['switches']).toMatchObject({ switches: { selected_options: [] } });
    expect(await fingers.send(maya)).toBeUndefined();
    expect(shown()).toContain('With packs');
  });

  it('tell whoever was overtaken, with what holds now and everything typed still there', async () => {
    const maya = northwind.as('maya');
    await openRules(maya);
    await pressIn(maya, 'swap.rule', 'R10');
    const dora = fingersOn(policyListeners);
    await dora.press(northwind.as('dora'), 'swap.rules', CARE, { view: settings });
    await dora.press(northwind.as('dora'), 'swap.rule', 'R10', { view: openForm(dora.last()) });
    await dora.send(northwind.as('dora'), { min_rest_min: '12' });

    await sendRefused(maya, { min_rest_min: '10', severity: 'review' });

    expect(shown()).toContain('Somebody else has changed the rule Rest between shifts');
    expect(shown()).toContain('Now: Not allowed · rest, at least 12 h 00');
    expect(openForm(fingers.last()).state).toMatchObject({
      min_rest_min: { min_rest_min: { value: '10' } },
      severity: { severity: { selected_option: { value: 'review' } } },
    });
    expect(await fingers.send(maya)).toBeUndefined();
    expect(shown()).toContain('A manager looks · rest, at least 10 h 00');
  });

  it('say at the date what is wrong with it', async () => {
    const maya = northwind.as('maya');
    await openRules(maya);

    await sendRefused(maya, { countsFrom: '2026-03-09', packs: ['us-flsa-overtime'] });

    expect(shown()).toContain('Rules count from today or a later date');
    expect(openForm(fingers.last()).state['packs']).toMatchObject({
      packs: { selected_options: [{ value: 'us-flsa-overtime' }] },
    });
  });

  it('do not open for whoever may not change them, nor a rule that nobody changes', async () => {
    await expect(openRules(northwind.as('leo'))).rejects.toThrow('Only managers and directors');
    await openRules(northwind.as('maya'));

    await pressIn(northwind.as('maya'), 'swap.rule', 'R5');
    await pressIn(northwind.as('maya'), 'swap.rule', 'R99');

    expect(fingers.shown).toHaveLength(1);
  });
});
