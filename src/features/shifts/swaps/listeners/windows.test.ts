import { beforeEach, describe, expect, test } from 'vitest';
import { messageProblems } from '../../../../../test/support/block-check.ts';
import { TEST_NOW } from '../../../../../test/support/context.ts';
import { type Fingers, fingersOn } from '../../../../../test/support/fingers.ts';
import { CARE, type CastName, idOf } from '../../../../../test/support/northwind.ts';
import { managersDecide, mondayLate, take } from '../../../../../test/support/swap-looks.ts';
import { newSubmission } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import type { Surface } from '../../../../slack/listener.ts';
import { home } from '../../views/home.ts';
import { viewListeners } from '../../views/listeners.ts';
import { coverNow } from '../executions/cover-now.ts';
import { pickUp } from '../requests/pick-up.ts';
import { swapsListeners } from '../listeners.ts';

const world = useSwapWorld();
let fingers: Fingers;

beforeEach(() => {
  fingers = fingersOn([...swapsListeners, ...viewListeners([])]);
});

/** The window shown last, as it is when something is pressed in it. */
function inLast(): Surface {
  const { callback_id: callbackId = '', private_metadata: privateMetadata = '' } = fingers.last();
  return { view: { id: 'V1', hash: 'h', type: 'modal', callbackId, privateMetadata, state: {} } };
}

/** What can be read in the window shown last, a line for each text. */
function text(): string {
  const texts: string[] = [];
  JSON.stringify(fingers.last(), (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

function firstLine(): string {
  const [block] = fingers.last().blocks;
  return block?.type === 'section' && 'text' in block && typeof block.text === 'object' ? block.text.text : '';
}

/** The value of the button with this label. */
function valueOf(label: string): string {
  const found = new RegExp(`"action_id":"[^"]*","text":{[^}]*"text":"${label}"[^}]*},"value":"([^"]+)"`).exec(
    JSON.stringify(fingers.last(), ['blocks', 'elements', 'accessory', 'action_id', 'text', 'value', 'type']),
  );
  return found?.[1] ?? '';
}

async function open(name: CastName, typed: string): Promise<void> {
  await fingers.type(world.as(name), typed, 'C0CARE');
}

describe.each(['/swap open', '/shift open'])('%s', (typed) => {
  test('says on top of itself what a pick-up came to, and has the shift no more', async () => {
    const shift = await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00');
    await open('ben', typed);

    await fingers.press(world.as('ben'), 'swap.pick-up', shift.id, inLast());

    expect(fingers.shown.at(-1)?.how).toBe('update');
    expect(firstLine()).toMatch(/^It is settled\.\nYou get Monday 16 March/);
    expect(text()).toContain('No open shifts.');
  });

  test('says so too where somebody was faster', async () => {
    const shift = await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00');
    await open('ben', typed);
    await pickUp(world.as('lia'), { shiftId: shift.id, submission: newSubmission() });

    await fingers.press(world.as('ben'), 'swap.pick-up', shift.id, inLast());

    expect(firstLine()).toBe(':warning: *Not done.* Lia was faster: it is Lia’s shift on Mon 16 Mar, 14:00–22:00 now.');
  });

  test('shows what waits for a manager with a way back in the place of Pick up', async () => {
    await managersDecide(world);
    const shift = await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00');
    await open('ben', typed);

    await fingers.press(world.as('ben'), 'swap.pick-up', shift.id, inLast());
    expect(text()).toMatch(/You asked for it\. It waits for (Maya|Dora) to approve it\.\nTake it back/);
    expect(text()).not.toContain('Pick up');
    await fingers.press(world.as('ben'), 'swap.withdraw-offer', valueOf('Take it back'), inLast());

    expect(firstLine()).toBe('Taken back. Nothing changes.');
    expect(text()).toContain("Needs your manager's yes\nPick up");
  });
});

describe('/swap', () => {
  test('has my own offers, each with a way back', async () => {
    await managersDecide(world);
    const request = await world.post('ana', await mondayLate(world));
    await take(world, 'ben', request);

    await open('ben', '/swap');
    expect(text()).toMatch(
      /Your offers\nYou get Monday 16 March[^\n]*\nIt waits for \S+ to approve it\.\nTake it back/,
    );
    await fingers.press(world.as('ben'), 'swap.withdraw-offer', valueOf('Take it back'), inLast());

    expect(firstLine()).toBe('Taken back. Nothing changes.');
    expect(text()).not.toContain('Your offers');
  });

  test('has what was asked of me by name until I have answered', async () => {
    await world.post('ana', await mondayLate(world), { askedOnly: ['U0BEN'] });

    await open('ben', '/swap');
    expect(text()).toMatch(
      /Waiting for you\nAna asks you by name:\nMonday 16 March[^\n]*\nTake it\nOffer a shift\nDecline/,
    );
    await fingers.press(world.as('ben'), 'swap.decline-request', valueOf('Decline'), inLast());

    expect(firstLine()).toContain('You declined.');
    expect(text()).not.toContain('Waiting for you');
    await open('lia', '/swap');
    expect(text()).not.toContain('asks you by name');
  });

  test('has what I am to approve, with all that was found behind Look, and is answered there', async () => {
    await managersDecide(world);
    const request = await world.post('ana', await mondayLate(world), { reason: 'Wedding' });
    const { approver } = await take(world, 'ben', request);
    const name = approver === idOf('maya') ? 'maya' : 'dora';

    await open(name, '/swap');
    await fingers.press(world.as(name), 'swap.look-at', valueOf('Look'), inLast());
    expect(fingers.shown.at(-1)?.how).toBe('push');
    expect(text()).toContain('Wedding');
    await fingers.press(world.as(name), 'swap.approve', valueOf('Approve'), inLast());

    expect(firstLine()).toMatch(/^It is settled\./);
    expect(text()).toContain('approved it, and it is settled.');
  });

  test('has what was settled lately with Undo for a manager who is not in it, and for nobody else outside', async () => {
    const shift = await mondayLate(world);
    await take(world, 'ben', await world.post('ana', shift));

    await open('lia', '/swap');
    expect(text()).not.toContain('Settled lately');
    await open('maya', '/swap');
    expect(text()).toMatch(/Settled lately\nBen gets Monday 16 March[^\n]*\nUndo/);
    await fingers.press(world.as('maya'), 'swap.undo-why', valueOf('Undo'), inLast());
    await fingers.send(world.as('maya'), { because: 'Too few on Monday' });

    expect(firstLine()).toContain('Taken back. Everybody has the shifts of before.');
    expect(await world.holderOf(shift)).toBe('U0ANA');
  });

  test('has no Undo of a cover for those in it, nor of what has begun', async () => {
    const shift = await mondayLate(world);
    await coverNow(world.as('leo'), { shiftId: shift.id, to: 'U0BEN', because: 'Ill', submission: newSubmission() });

    for (const name of ['ana', 'ben', 'leo'] as const) {
      await open(name, '/swap');
      expect(text()).not.toContain('Undo');
    }
    await open('maya', '/swap');
    expect(text()).toContain('Undo');
    await fingers.type(world.as('maya', new Date('2026-03-16T14:00Z')), '/swap', 'C0CARE');
    expect(text()).not.toContain('Undo');
  });
});

describe('App Home', () => {
  test('opens my swaps, as they are in /swap', async () => {
    await world.post('ana', await mondayLate(world));

    await fingers.press(world.as('ana'), 'swap.mine', '');

    expect(text()).toContain('Your requests\nYou give away a shift: Monday 16 March');
  });

  async function homeOf(name: CastName): Promise<string> {
    const blocks = await home.blocks(world.as(name));
    expect(messageProblems({ text: 'Home', blocks: [...blocks] })).toEqual([]);
    return JSON.stringify(blocks);
  }

  test('of whoever approves has what waits for them with Look, until it is decided', async () => {
    await managersDecide(world);
    const request = await world.post('ana', await mondayLate(world));
    const { approver } = await take(world, 'ben', request);
    const [name, other] = approver === idOf('maya') ? (['maya', 'dora'] as const) : (['dora', 'maya'] as const);
    await world.database.sql`
      insert into home_openings (workspace_id, slack_id, opened_at) values ('T0NORTHWIND', ${idOf(name)}, ${TEST_NOW})
      on conflict do nothing`;

    const before = await homeOf(name);
    await fingers.press(world.as(name), 'swap.look-at', /"action_id":"swap.look-at:([^"]+)"/.exec(before)?.[1] ?? '');
    await world.database.sql`delete from jobs`;
    await fingers.press(world.as(name), 'swap.approve', valueOf('Approve'), inLast());

    expect(before).toMatch(/Swaps that wait for you.*To approve: Ben gets Monday 16 March/);
    expect(await homeOf(name)).not.toContain('Swaps that wait for you');
    expect(await homeOf(other)).not.toContain('Swaps that wait for you');
    const shown = await world.database.sql`select payload from jobs where kind = 'home.publish'`;
    expect(shown.map(({ payload }) => payload)).toContainEqual({ person: idOf(name) });
  });

  test('of whoever is asked has it too: to say yes, and by name', async () => {
    const request = await world.post('ana', await mondayLate(world), { askedOnly: ['U0BEN'] });

    expect(await homeOf('ben')).toContain('Ana asks you to take Monday 16 March');
    await fingers.press(world.as('ben'), 'swap.look-asked', request.id);
    expect(text()).toContain('Ana asks you: would you take a shift?');
    await fingers.press(world.as('ben'), 'swap.take', request.id, inLast());
    expect(text()).not.toContain('Take it');
    expect(await homeOf('ben')).not.toContain('Swaps that wait for you');
  });
});

test('the settled card shows a manager Undo behind See, and a lead none', async () => {
  const request = await world.post('ana', await mondayLate(world));
  await take(world, 'ben', request);

  await fingers.press(world.as('leo'), 'swap.look', request.id);
  expect(text()).not.toContain('Undo');
  await fingers.press(world.as('maya'), 'swap.look', request.id);
  await fingers.press(world.as('maya'), 'swap.undo-why', valueOf('Undo'), inLast());
  await fingers.send(world.as('maya'), { because: 'Too few on Monday' });

  expect(firstLine()).toContain('Taken back. Everybody has the shifts of before.');
});

describe('rules', () => {
  test.each(['/swap rules', '/swap settings', '/shift settings', '/shift rules', '/shift swap rules'])(
    '%s opens them for a manager, and says to anybody else who may',
    async (typed) => {
      await open('maya', typed);
      expect(fingers.last().title.text).toBe('Swap rules');

      const refused = open('ana', typed);
      await expect(refused).rejects.toThrow(
        "Only managers and directors of Northwind Care can change this team's swap rules.",
      );
    },
  );

  test('words that mean nothing are answered with what there is', async () => {
    const said = await fingers.type(world.as('ana'), '/swap whatever', 'C0CARE');

    expect(said?.text).toContain('“whatever” is neither a day nor somebody on your teams.');
    expect(said?.text).toContain('`/swap rules`');
  });
});

test('what is legal is judged for the team of the shift that is shown', async () => {
  await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00', { teamId: CARE });

  await open('amy', '/shift open');

  expect(text()).toContain('No open shifts.');
});
