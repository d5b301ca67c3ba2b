import { describe, expect, it } from 'vitest';
import { FACTS, SURFACES_OF_BLOCKS } from './facts.ts';
import { block, BLOCKS, element, ELEMENTS, input, type Json, section } from './pieces.ts';
import { ACCEPTED, refused, standIn } from './stand-in.ts';
import { on, type Surface } from './ways-in.ts';

const SURFACES = ['message', 'modal', 'home'] as const;

/** A block with this element in this place, and where the element is in it. */
const HOLDERS: Readonly<Record<string, { block: string; at: string; holding: (inner: Json) => Json }>> = {
  'section.accessory': { block: 'section', at: '/accessory', holding: (inner) => section({ accessory: inner }) },
  'actions.elements': {
    block: 'actions',
    at: '/elements/0',
    holding: (inner) => block('actions', { elements: [inner] }),
  },
  'input.element': { block: 'input', at: '/element', holding: input },
  'context.elements': {
    block: 'context',
    at: '/elements/0',
    holding: (inner) => block('context', { elements: [inner] }),
  },
  'context_actions.elements': {
    block: 'context_actions',
    at: '/elements/0',
    holding: (inner) => block('context_actions', { elements: [inner] }),
  },
  'card.actions': { block: 'card', at: '/actions/0', holding: (inner) => block('card', { actions: [inner] }) },
};
const PLACES = Object.entries(HOLDERS);
const everywhere: readonly Surface[] = SURFACES;

const slack = standIn();
const takes = (place: string, type: string) => FACTS.elements.in[place]?.includes(type) === true;
const mayStandOn = (type: string, surface: Surface) => (FACTS.elements.surfaces[type] ?? everywhere).includes(surface);

describe('a block stands only where it may', () => {
  it.each(Object.keys(BLOCKS))('%s', async (type) => {
    for (const surface of SURFACES) {
      const sent = on[surface](block(type));
      const no = refused(sent, { says: `unsupported type: ${type}`, at: `${sent.blocksAt}/0` });
      expect(await slack.outcome(sent)).toEqual(SURFACES_OF_BLOCKS[type]?.includes(surface) ? ACCEPTED : no);
    }
  });

  it('in a container too', async () => {
    expect(
      await slack.outcome(on.home(block('container', { child_blocks: [block('table'), block('header')] }))),
    ).toEqual(ACCEPTED);
    for (const type of ['markdown', 'card', 'container', 'alert', 'file']) {
      const sent = on.message(block('container', { child_blocks: [block(type)] }));
      expect(await slack.outcome(sent)).toEqual(
        refused(sent, { says: `unsupported type: ${type}`, at: '/blocks/0/child_blocks/0' }),
      );
    }
  });
});

describe('an element stands only in the blocks made for it', () => {
  it.each(PLACES.flatMap(([place, how]) => Object.keys(ELEMENTS).map((type) => [place, type, how] as const)))(
    '%s: %s',
    async (place, type, { block: holder, at, holding }) => {
      const both = SURFACES_OF_BLOCKS[holder]?.filter((surface) => mayStandOn(type, surface)) ?? [];
      // An element refused here for its surface would not show that the block does not take it.
      const sent = on[both[0] ?? SURFACES_OF_BLOCKS[holder]?.[0] ?? 'message'](holding(element(type)));

      const no = refused(sent, { says: `unsupported type: ${type}`, at: `${sent.blocksAt}/0${at}` });
      expect(await slack.outcome(sent)).toEqual(takes(place, type) ? ACCEPTED : no);
    },
  );
});

describe('an element stands only on the surfaces made for it', () => {
  const placed = Object.keys(ELEMENTS).flatMap((type) => {
    const found = PLACES.find(([place]) => takes(place, type));
    return found ? [[type, found[1]] as const] : [];
  });

  it.each(placed)('%s', async (type, { block: holder, holding }) => {
    for (const surface of SURFACES) {
      const sent = on[surface](holding(element(type)));
      const isFine = mayStandOn(type, surface) && SURFACES_OF_BLOCKS[holder]?.includes(surface);
      const no = refused(sent, { says: 'unsupported type: ' });
      expect(await slack.outcome(sent)).toEqual(isFine ? ACCEPTED : no);
    }
  });
});
