import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from '../../../src/sandbox/state/state.ts';
import type { Colleague, Outcome } from './colleague.ts';
import type { Dice } from './dice.ts';
import { cards, type Office, shows } from './office.ts';
import { Log, type What } from './operations.ts';
import { statusMessages } from './slack-side.ts';

type Step = Exclude<What, 'raise' | 'claim'>;

/** An agent and the lead who decides what they raise. */
interface Pair {
  readonly agent: Colleague;
  readonly lead: Colleague;
}

/** What is done about one case, and how long its people think before each step: all of it thrown before it begins. */
interface Story {
  readonly name: string;
  readonly pair: Pair;
  readonly steps: readonly Step[];
  readonly thinkMs: () => number;
}

const THINKING_MS = [200, 1_200] as const;
const LOOK_EVERY_MS = 50;

/**
 * Lets pairs of agents and leads work until `stop`: a case is raised, claimed, asked about, answered, noted on (by form or
 * in the thread) and mostly resolved, one case after another in each pair. What happens is decided by the dice alone.
 */
export async function workUntil(stop: AbortSignal, office: Office, dice: Dice): Promise<Log> {
  const log = new Log(stop);
  const pairs = office.agents.flatMap((agent, index) => {
    const lead = office.leads[index];
    return lead ? [{ agent, lead }] : [];
  });
  await Promise.all(
    pairs.map(async (pair, which) => {
      for (let number = 0; !stop.aborted; number += 1) {
        await act(office, log, stop, plan(pair, `${inLetters(which)}X${inLetters(number)}`, dice));
      }
    }),
  );
  return log;
}

function plan(pair: Pair, name: string, dice: Dice): Story {
  const own = dice.of(`story ${name}`);
  const steps: Step[] = [];
  if (own.roll() < 0.4) steps.push('ask', 'answer');
  if (own.roll() < 0.5) steps.push('note');
  if (own.roll() < 0.5) steps.push('reply');
  if (own.roll() < 0.8) steps.push('resolve');
  return { name, pair, steps, thinkMs: () => own.between(...THINKING_MS) };
}

async function act(office: Office, log: Log, stop: AbortSignal, { name, pair, steps, thinkMs }: Story): Promise<void> {
  const { agent, lead } = pair;
  const summary = `Parcel ${name} is lost`;
  /** Undefined when everybody goes home before it is there. */
  const see = async (find: () => Message | undefined): Promise<Message | undefined> => {
    for (; !stop.aborted; await pause(LOOK_EVERY_MS)) {
      const seen = find();
      if (seen) return seen;
    }
    return undefined;
  };
  const think = () => pause(thinkMs(), undefined, { signal: stop }).catch(() => undefined);

  await think();
  if (!(await log.do({ what: 'raise', summary, by: agent }, () => agent.raise(summary)))) return;
  if (!(await see(() => cardSaying(office, summary)))) return;
  await think();
  const card = () => cardSaying(office, summary)!;
  if (!(await log.do({ what: 'claim', summary, by: lead }, () => lead.claim(card())))) return;
  // Whoever goes on before they see their claim may have decided the case by the time it is worked off.
  if (!(await see(() => [card()].find((one) => !shows(one, 'case.claim'))))) return;

  for (const what of steps) {
    await think();
    const by = what === 'answer' ? agent : lead;
    const text = `The ${what} of ${name}`;
    const asked = () => statusMessages(office, agent.id).find((one) => shows(one, summary) && isWaiting(one));
    if (what === 'answer' && !(await see(asked))) return;
    const ways: Readonly<Record<Step, () => Promise<Outcome>>> = {
      ask: () => by.ask(card(), text),
      answer: () => by.answer(asked() ?? card(), text),
      note: () => by.note(card(), text),
      reply: async () => {
        await by.reply(card(), text);
        return 'taken';
      },
      resolve: () => by.resolve(card(), text),
    };
    if (!(await log.do({ what, summary, by, text }, ways[what]))) return;
  }
}

export function cardSaying(office: Office, summary: string): Message | undefined {
  return cards(office).find((card) => shows(card, summary));
}

/** Whether it asks for an answer: “Press Answer.” or “then press Answer.” */
function isWaiting(status: Message): boolean {
  return /press Answer/i.test(status.text);
}

/** Numbers in a text may be read as money. */
function inLetters(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)]!);
}
