import { setTimeout as pause } from 'node:timers/promises';
import { type Colleague, insist } from './colleague.ts';
import type { Dice } from './dice.ts';
import { cards, type Office, shows } from './office.ts';

/** What people did, and how it should end: each of these exactly once. */
export interface Done {
  readonly raised: { readonly summary: string; readonly by: Colleague }[];
  readonly claimed: { readonly summary: string; readonly by: Colleague }[];
  readonly noted: { readonly summary: string; readonly text: string }[];
  /** Tries that the app did not take, and that were made again. */
  inVain: number;
}

/** How long somebody thinks before they do the next thing. */
const THINKING_MS = [300, 1_200] as const;

/**
 * Lets everybody work until `stop`: agents raise cases, leads claim them and add notes, by the form or in the thread.
 * Whoever gets no answer tries again, so that in the end all of it was taken.
 */
export async function workShift(office: Office, dice: Dice, stop: AbortSignal): Promise<Done> {
  const done: Done = { raised: [], claimed: [], noted: [], inVain: 0 };
  const inVain = (): void => {
    done.inVain += 1;
  };
  const taken = new Set<string>();
  let number = 0;

  const raise = async (by: Colleague): Promise<void> => {
    const summary = `Parcel ${inLetters((number += 1))} is lost`;
    await insist(() => by.raise(summary), inVain);
    done.raised.push({ summary, by });
    // A channel takes one new card a second.
    await think(dice, 3);
  };

  const decide = async (by: Colleague): Promise<void> => {
    const claimable = done.raised.find(({ summary }) => !taken.has(summary) && cardSaying(office, summary));
    if (claimable) {
      const { summary } = claimable;
      taken.add(summary);
      await insist(() => by.claim(cardSaying(office, summary)!), inVain);
      done.claimed.push({ summary, by });
    } else if (done.claimed.length > 0) {
      const { summary } = dice.pick(done.claimed);
      const text = `Note ${inLetters((number += 1))} by ${by.name}`;
      const card = cardSaying(office, summary)!;
      if (dice.roll() < 0.5) await by.reply(card, text);
      else await insist(() => by.note(card, text), inVain);
      done.noted.push({ summary, text });
    }
    await think(dice, 1);
  };

  const working = async (person: Colleague, act: (by: Colleague) => Promise<void>): Promise<void> => {
    while (!stop.aborted) await act(person);
  };
  await Promise.all([
    ...office.agents.map((agent) => working(agent, raise)),
    ...office.leads.map((lead) => working(lead, decide)),
  ]);
  return done;
}

export function cardSaying(office: Office, summary: string) {
  return cards(office).find((card) => shows(card, summary));
}

async function think(dice: Dice, times: number): Promise<void> {
  await pause(times * dice.between(...THINKING_MS));
}

/** Numbers in a text may be read as money. */
function inLetters(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)]!);
}
