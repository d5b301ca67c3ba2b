import type { HelpEntry } from '../../../feature.ts';
import type { PolicyPart, PolicyWord } from '../part.ts';
import { policyCommand } from './command.ts';
import { helpMessage } from './help-message.ts';
import { answerHere, emptyWindow } from './answer/answer-views.ts';
import { lookUpListeners } from './listeners.ts';
import { answerOrder } from './orders.ts';
import { requireMay } from '../../../people/permissions.ts';

const help: readonly HelpEntry[] = [
  {
    how: '/policy may she return opened headphones',
    what: 'Find what the policies say, in the words of the customer.',
  },
  {
    how: 'Find policy',
    what: 'In the menu of a message: find what the policies say on it, and share it in its thread.',
  },
];

/** Finding the passage; `/policy` itself, with the words of all parts. */
export function lookUpPart(others: readonly PolicyPart[]): PolicyPart {
  const entries = [...help, ...others.flatMap((part) => part.help ?? [])];
  const words = [...others.flatMap((part) => part.words ?? []), helpWord(entries)];
  return {
    listeners: [policyCommand(words, { lookUp: lookUpTyped, notSo: answerOrder }), ...lookUpListeners],
    help,
  };
}

const lookUpTyped: PolicyWord['run'] = async (ctx, typed, { surface }, views) => {
  if (typed !== '') return answerHere(ctx, { query: typed, place: 'command' }, surface.channel);
  const { responseUrl } = surface;
  return views.open(await emptyWindow(ctx, { place: 'command', responseUrl }));
};

function helpWord(entries: readonly HelpEntry[]): PolicyWord {
  return {
    words: ['help', '?'],
    isMeant: (rest) => rest === '',
    run: async (ctx) => {
      requireMay(ctx, 'help.read', {});
      return helpMessage(entries);
    },
  };
}
