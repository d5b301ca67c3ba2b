import { expect, test } from 'vitest';
import { CARE } from '../../../../test/support/northwind.ts';
import type { OpenView } from '../../../slack/listener.ts';
import { targetsModal } from './modals.ts';
import { fieldOf, formOf, parseTargets, remembered } from './targets-form.ts';
import { defaultTargets } from './targets.ts';

const form = formOf(CARE, defaultTargets);

/** The form as it is sent, with some fields typed anew. */
function sent(typed: Readonly<Record<string, string>> = {}, ticked: readonly string[] = ['critical']): OpenView {
  const fields = Object.entries({ ...form.typed, ...typed }).map(([name, value]) => [name, { [name]: { value } }]);
  const round = { x: { selected_options: ticked.map((value) => ({ value })) } };
  return {
    id: 'V1',
    hash: 'h',
    type: 'modal',
    callbackId: 'team.targets',
    privateMetadata: remembered(form),
    state: { ...Object.fromEntries(fields), roundTheClock: round },
  };
}

test('the defaults are in the form, and read back as themselves', () => {
  expect(parseTargets(sent())).toEqual({ input: { teamId: CARE, targets: defaultTargets } });
});

test('the defaults can be seen: 5 min, 15 min and 2 h for what is Critical, round the clock', () => {
  expect(form.typed).toMatchObject({ 'critical-claim': '5m', 'critical-answer': '15m', 'critical-resolve': '2h' });
  expect(form.roundTheClock).toEqual(['critical']);
});

test('an empty field is no target', () => {
  const parsed = parseTargets(sent({ [fieldOf('normal', 'claim')]: '' }));

  expect(parsed).toMatchObject({ input: { targets: { byUrgency: { normal: { claim: 0, answer: 14_400 } } } } });
});

test.each([
  [{ 'normal-claim': 'soon' }, { 'normal-claim': 'Write minutes, or 4h, or 2d.' }],
  [{ 'high-claim': '2h' }, { 'high-claim': 'No longer than the first answer.' }],
  [{ 'high-answer': '3d' }, { 'high-answer': 'No longer than resolving.' }],
  [{ warnShare: '120' }, { warnShare: 'Write a whole number from 1 to 99.' }],
  [{ warnShare: '' }, { warnShare: 'Write a whole number from 1 to 99.' }],
  [
    { 'normal-claim': 'x', 'critical-resolve': 'y' },
    { 'normal-claim': 'Write minutes, or 4h, or 2d.', 'critical-resolve': 'Write minutes, or 4h, or 2d.' },
  ],
])('%j is told at its field', (typed, errors) => {
  expect(parseTargets(sent(typed))).toEqual({ errors });
});

test('a form from somewhere else is refused in words', () => {
  expect(() => parseTargets({ ...sent(), privateMetadata: '{"teamId":"x"}' })).toThrow('out of date');
});

test('what was typed stands in the form again when it was not saved', () => {
  const page = { team: { id: CARE, name: 'Northwind Care' }, targets: defaultTargets } as never;
  const again = JSON.stringify(targetsModal(page, { ...form, typed: { ...form.typed, 'high-claim': '7m' } }, 'Sorry.'));

  expect(again).toContain('"initial_value":"7m"');
  expect(again).toContain('Not saved.* Sorry.');
});
