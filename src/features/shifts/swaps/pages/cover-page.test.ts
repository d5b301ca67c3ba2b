import { expect, test } from 'vitest';
import { mondayLate } from '../../../../../test/support/swap-looks.ts';
import { newSubmission, refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { defaultSettings } from '../../rules/rule-parameters.ts';
import { coverNow } from '../executions/cover-now.ts';
import { coverModal } from '../modals/cover-form.ts';
import { coverPage, coverPeople } from './cover-page.ts';

const world = useSwapWorld();

test('everybody who is on offer for a cover is judged, managers too, and the cover itself finds the same', async () => {
  const shift = await mondayLate(world);
  await world.shift('ben', '2026-03-16T14:00', '2026-03-16T22:00');
  const leo = world.as('leo');

  const offered = await coverPeople(leo, shift.id, '');
  const { look } = await coverPage(leo, shift.id);

  const saying = new Map(offered.map(({ value, description }) => [value, description?.text]));
  expect(look.considered).toBe(offered.length);
  expect(saying.get('U0MAYA')).toBe('Every rule allows it');
  expect(saying.get('U0BEN')).toBe('Not allowed: No overlap');
  const denied = offered.filter(({ description }) => description?.text.startsWith('Not allowed'));
  for (const { value: to = '' } of denied) {
    const cover = coverNow(leo, { shiftId: shift.id, to, because: 'Ill', submission: newSubmission() });
    expect(await refusalOf(cover)).toContain('The rules do not allow it');
  }
});

test('by which rule somebody may not cover it is said; what is private of them only to whoever could approve it', async () => {
  await world.rules({ R27: { ...defaultSettings.R27, severity: 'deny', isOverridable: false, params: {} } });
  await world.database
    .sql`insert into roster_people (workspace_id, slack_id, is_excluded) values ('T0NORTHWIND', 'U0LIA', true)`;
  const shift = await mondayLate(world);
  const ofLia = async (name: 'leo' | 'maya') =>
    (await coverPeople(world.as(name), shift.id, 'lia'))[0]?.description?.text;

  expect(await ofLia('leo')).toBe('Not allowed: only a manager sees why');
  expect(await ofLia('maya')).toBe('Not allowed: Excluded people');
});

test('the form names the shift once', async () => {
  const shift = await mondayLate(world);

  const form = JSON.stringify(coverModal(await coverPage(world.as('leo'), shift.id)));

  expect(form.match(/14:00–22:00/g)).toHaveLength(1);
});
