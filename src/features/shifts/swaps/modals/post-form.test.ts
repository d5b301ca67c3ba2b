import type { ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { literalTexts } from '../../../../../test/support/block-check.ts';
import { aShift } from '../../../../../test/support/swap-views.ts';
import { UserError } from '../../../../core/errors.ts';
import { option } from '../../../../slack/blocks.ts';
import type { OpenView, ViewState } from '../../../../slack/listener.ts';
import { partTimes } from './part-times.ts';
import { emptyPostForm, type PostForm, postFormFrom, readPost } from './post-fields.ts';
import { lookText, type PostPage, postModal } from './post-form.ts';

const PAGE: PostPage = {
  shift: aShift(),
  ownerName: null,
  teamName: 'Northwind Care',
  today: '2026-10-20',
  types: ['Early', 'Late', 'Night'],
  look: { legal: 7, considered: 112, nearest: null },
  taken: [option('Leo · Monday', '11111111-1111-4111-8111-000000000002')],
};

const FORM: PostForm = {
  ...emptyPostForm(PAGE.shift.id),
  kind: 'trade',
  extent: 'part',
  audience: 'named',
  reason: 'A wedding',
};

const PROBLEM = new UserError('This shift starts in 3 h.', 'kind');

function sent(view: ModalView, state: ViewState): OpenView {
  return {
    id: 'V1',
    hash: 'h',
    type: 'modal',
    callbackId: view.callback_id ?? '',
    privateMetadata: view.private_metadata ?? '',
    state,
  };
}

const chose = (value: string) => ({ x: { selected_option: { value } } });
const typed = (value: string) => ({ x: { value } });
const named = (...selected: string[]) => ({ x: { selected_users: selected } });

describe('the form that asks for a swap', () => {
  test('says of a part that only a beginning or an end passes the rule on rest', () => {
    const part = postModal(PAGE, { ...emptyPostForm(PAGE.shift.id), extent: 'part' });

    expect(JSON.stringify(part)).toContain('Choose its beginning or its end');
    expect(JSON.stringify(postModal(PAGE, emptyPostForm(PAGE.shift.id)))).not.toContain('Choose its beginning');
  });

  test('asks for few things at first', () => {
    const { blocks } = postModal(PAGE, emptyPostForm(PAGE.shift.id));

    expect(blocks.filter(({ type }) => type === 'input')).toHaveLength(4);
  });

  test('says that the shift stays with its owner, how long it really is, and how many may take it', () => {
    const words = literalTexts(postModal(PAGE, emptyPostForm(PAGE.shift.id))).join(' ');

    expect(words).toContain('9 h: the clocks go back 1 h in it');
    expect(JSON.stringify(postModal(PAGE, emptyPostForm(PAGE.shift.id)))).toContain(
      'It stays yours until it is settled.',
    );
    expect(JSON.stringify(postModal(PAGE, emptyPostForm(PAGE.shift.id)))).toContain(
      '7 of 112 people may take it by the rules.',
    );
  });

  test('says what comes closest where nobody may take it', () => {
    const look = { legal: 0, considered: 112, nearest: 'rest 9 h 00 < 11 h 00' };

    expect(lookText(look, 'people')).toBe(
      'None of 112 people may take it by the rules. Closest: rest 9 h 00 < 11 h 00.',
    );
  });

  test.each([
    ['give', 'Trade instead: 3 of 28 can', 'trade'],
    ['trade', 'Give it away instead: 3 of 28 can', 'give'],
  ] as const)('has the other way to ask as a button where nobody could: %s', (kind, label, value) => {
    const look = { legal: 0, considered: 112, nearest: null, instead: { legal: 3, considered: 28 } };

    const form = JSON.stringify(postModal({ ...PAGE, look }, { ...emptyPostForm(PAGE.shift.id), kind }));

    expect(form).toContain(label);
    expect(form).toContain(`"action_id":"swap.post-instead","value":"${value}"`);
    expect(form).not.toContain('talk to whoever leads');
  });

  test('says whom to talk to where there is no way by the rules', () => {
    const look = { legal: 0, considered: 3, nearest: null, instead: { legal: 0, considered: 28 } };

    const form = JSON.stringify(postModal({ ...PAGE, look }, emptyPostForm(PAGE.shift.id)));

    expect(form).toContain('talk to whoever leads the team');
    expect(form).not.toContain('swap.post-instead');
  });

  test('shows the way that was chosen by a button, although Slack keeps what is chosen under an id', () => {
    const idAfter = (turns: number) =>
      JSON.stringify(postModal(PAGE, { ...FORM, turns }).blocks.find(({ block_id: id }) => id === 'kind'));

    expect(idAfter(0)).toContain('"action_id":"swap.post-change:kind-0"');
    expect(idAfter(1)).toContain('"action_id":"swap.post-change:kind-1"');
  });

  test('puts a refusal at its field', () => {
    const { blocks } = postModal(PAGE, FORM, PROBLEM);
    const at = blocks.findIndex((block) => block.block_id === 'kind');

    expect(JSON.stringify(blocks[at + 1])).toContain('This shift starts in 3 h.');
  });

  test('is read as it was filled in', () => {
    const [from, to] = [partTimes(PAGE.shift)[4], partTimes(PAGE.shift)[8]];
    const state = {
      kind: chose('trade'),
      extent: chose('part'),
      from: chose(from?.value ?? ''),
      to: chose(to?.value ?? ''),
      audience: chose('named'),
      askedOnly: named('U0LEO'),
      takes: { x: { selected_options: [{ value: '11111111-1111-4111-8111-000000000002' }] } },
      dates: typed('Monday'),
      types: { x: { selected_options: [{ value: 'Late' }] } },
      reason: typed('A wedding'),
    };

    expect(readPost(sent(postModal(PAGE, FORM), state))).toEqual({
      input: {
        shiftId: PAGE.shift.id,
        kind: 'trade',
        reason: 'A wedding',
        wants: { shiftIds: ['11111111-1111-4111-8111-000000000002'], dates: ['2026-10-26'], types: ['Late'] },
        part: { from: new Date('2026-10-24T21:00:00Z'), to: new Date('2026-10-24T22:00:00Z') },
        askedOnly: ['U0LEO'],
      },
    });
  });

  test('keeps what was typed when it is drawn anew', () => {
    const state = {
      kind: chose('trade'),
      dates: typed('Monday'),
      types: { x: { selected_options: [{ value: 'Late' }] } },
    };
    const form = postFormFrom(sent(postModal(PAGE, FORM), state));

    expect(form).toMatchObject({ kind: 'trade', dates: 'Monday', types: ['Late'] });
    expect(JSON.stringify(postModal(PAGE, form))).toContain('"initial_value":"Monday"');
  });

  test.each([
    ['end', 'endFrom', { from: new Date('2026-10-25T01:00:00Z'), to: PAGE.shift.endsAt }],
    ['start', 'startTo', { from: PAGE.shift.startsAt, to: new Date('2026-10-25T01:00:00Z') }],
  ] as const)('gives its %s away by one time, which is in the middle at first', (extent, field, part) => {
    const form = postModal(PAGE, { ...emptyPostForm(PAGE.shift.id), extent });
    const asked = form.blocks.filter(({ block_id: id = '' }) => ['from', 'to', 'endFrom', 'startTo'].includes(id));
    const middle = partTimes(PAGE.shift)[18];
    const state = { kind: chose('give'), extent: chose(extent), [field]: chose('1792890000') };

    expect(asked.map(({ block_id: id }) => id)).toEqual([field]);
    expect(JSON.stringify(asked)).toContain(`"initial_option":${JSON.stringify(middle)}`);
    expect(readPost(sent(form, state))).toMatchObject({ input: { part } });
  });

  test.each([
    ['endFrom', { extent: chose('end') }, 'Choose a time within the shift.'],
    ['startTo', { extent: chose('start'), startTo: chose('1761332400') }, 'Choose a time within the shift.'],
    ['from', { extent: chose('part') }, 'Choose when your part begins.'],
    [
      'to',
      { extent: chose('part'), from: chose('1761336000'), to: chose('1761332400') },
      'Choose a time after the beginning.',
    ],
    ['askedOnly', { audience: chose('named') }, 'Name somebody, or ask the whole team.'],
    [
      'dates',
      { kind: chose('trade'), dates: typed('someday') },
      '“someday” is no day. Write Friday, 24 Dec or 2026-12-24.',
    ],
  ])('says next to %s what is wrong', (field, state, words) => {
    expect(readPost(sent(postModal(PAGE, FORM), { reason: typed(''), ...state }))).toEqual({
      errors: { [field]: words },
    });
  });

  test('asks for its owner where somebody else asks', () => {
    const view = postModal({ ...PAGE, ownerName: 'Ana' }, emptyPostForm(PAGE.shift.id));

    expect(readPost(sent(view, { kind: chose('give') }))).toMatchObject({ input: { onBehalfOf: 'U0ANA' } });
  });
});

describe('the times at which a shift can be cut', () => {
  test('show a time that comes twice with its offset, and pass through every real quarter of an hour', () => {
    const times = partTimes(aShift());

    expect(times).toHaveLength(9 * 4 + 1);
    expect(times.filter(({ text }) => text.text.startsWith('02:30')).map(({ text }) => text.text)).toEqual([
      '02:30 (UTC+02:00), next day',
      '02:30 (UTC+01:00), next day',
    ]);
  });

  test('fit into a menu whatever the length of the shift', () => {
    const long = aShift({ endsAt: new Date('2026-11-24T20:00:00Z') });

    expect(partTimes(long).length).toBeLessThanOrEqual(100);
    expect(new Set(partTimes(long).map(({ value }) => value)).size).toBe(partTimes(long).length);
  });
});
