import type { Button } from '@slack/types';
import { expect, test } from 'vitest';
import { literalTexts } from '../../../../../test/support/block-check.ts';
import { aRequest, aRequestView } from '../../../../../test/support/swap-views.ts';
import type { Partners, SwapRequest } from '../tables.ts';
import { requestCard } from './request-card.ts';

type Kind = SwapRequest['kind'];

function card(kind: Kind, partners: Partners | null) {
  return requestCard(aRequestView(aRequest({ kind, owner: kind === 'pick-up' ? null : 'U0ANA' }), { partners }));
}

/** The buttons in order, the green one in capital letters. */
function buttons(kind: Kind, partners: Partners | null): readonly string[] {
  return (card(kind, partners).blocks ?? [])
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .filter((element): element is Button => element.type === 'button')
    .map(({ text, style }) => (style === 'primary' ? text.text.toUpperCase() : text.text));
}

const some = { legal: 3, considered: 28 };
const none = { legal: 0, considered: 28 };

test.each([
  ['give', some, ['TAKE IT', 'Offer a shift']],
  ['give', null, ['TAKE IT', 'Offer a shift']],
  ['give', none, ['OFFER A SHIFT', 'Take it']],
  ['trade', some, ['OFFER A SHIFT', 'Take it']],
  ['pick-up', some, ['PICK UP']],
  ['pick-up', none, ['Pick up']],
] as const)('what may come to something is first and green: %s, %j', (kind, partners, expected) => {
  expect(buttons(kind, partners)).toEqual(expected);
});

test.each([
  ['give', some, 'May take it  3 of 28 people'],
  ['give', none, 'May take it  None of 28 people, when last counted'],
  ['give', { legal: 1, considered: 1 }, 'May take it  The only other person'],
  ['give', { legal: 0, considered: 1 }, 'May take it  Nobody, when last counted'],
  ['trade', some, 'Could be traded for it  3 of 28 shifts'],
  ['trade', { legal: 1, considered: 1 }, 'Could be traded for it  The only other shift'],
] as const)('how many could is said of what is counted: %s, %j', (kind, partners, said) => {
  const words = literalTexts(card(kind, partners).blocks ?? []).join(' ');

  expect(words.replaceAll(/\s+/g, ' ')).toContain(said.replaceAll(/\s+/g, ' '));
});
