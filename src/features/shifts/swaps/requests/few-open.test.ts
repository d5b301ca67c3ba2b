import { expect, test } from 'vitest';
import { newSubmission, refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { postRequest } from './post-request.ts';

const world = useSwapWorld();

const anas = (day: string) => world.shift('ana', `2026-03-${day}T14:00`, `2026-03-${day}T22:00`);

const atMostOne = (severity: 'review' | 'deny' | 'allow') =>
  world.rules({ R26: { severity, params: { max_per_month: 60, max_open: 1 }, isOverridable: true } });

test('a request more than the rules allow at once is refused when it is asked, with what to do', async () => {
  await atMostOne('review');
  await world.post('ana', await anas('16'));

  const another = world.post('ana', await anas('18'));

  expect(await refusalOf(another)).toBe(
    'You have 1 request open, and the rules allow 1 at once. Take one back first, or ask a manager to ask for you.',
  );
});

test('a manager who asks for somebody has looked; a lead has not, and where the rule denies nobody may', async () => {
  await atMostOne('review');
  await world.post('ana', await anas('16'));
  const { id: shiftId } = await anas('18');
  const forAna = { shiftId, kind: 'give', onBehalfOf: 'U0ANA' } as const;

  const byLead = postRequest(world.as('leo'), { ...forAna, submission: newSubmission() });
  expect(await refusalOf(byLead)).toContain('Ana has 1 request open');
  await atMostOne('deny');
  const denied = postRequest(world.as('maya'), { ...forAna, submission: newSubmission() });
  expect(await refusalOf(denied)).toBe('Ana has 1 request open, and the rules allow 1 at once. Take one back first.');
  await atMostOne('review');
  const posted = await postRequest(world.as('maya'), { ...forAna, submission: newSubmission() });

  expect(posted.state).toBe('open');
});

test('where the rule is off as many may be open as there are shifts', async () => {
  await atMostOne('allow');
  await world.post('ana', await anas('16'));

  const posted = await world.post('ana', await anas('18'));

  expect(posted.state).toBe('open');
});

test('of two that are asked at once only as many are open as the rules allow', async () => {
  await atMostOne('deny');
  const shifts = [await anas('16'), await anas('18')];

  const outcomes = await Promise.all(shifts.map((shift) => refusalOf(world.post('ana', shift))));

  expect(outcomes.filter((outcome) => outcome === 'it was not refused')).toHaveLength(1);
});
