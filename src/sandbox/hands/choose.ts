import { isRecord } from '../rules/check.ts';
import type { ActResult, PageState } from '../protocol.ts';
import { valueFieldOf } from '../state/view-values.ts';
import { findOption, optionsIn } from './controls.ts';
import { optionWords } from './failure.ts';
import { label, wordsIn } from './words.ts';

type Node = Record<string, unknown>;

/** Asks the app for the options of an external select. */
export type Suggest = (typed: string) => Promise<ActResult>;

/**
 * What an element holds after `choices` were made in it, by the words a person reads: `{ selected_option: … }`. A choice
 * that is not there is an error that says which there are.
 */
export async function chosenIn(
  state: PageState,
  element: Node,
  choices: readonly string[],
  suggest: Suggest,
): Promise<Node> {
  const field = valueFieldOf(String(element['type']));
  if (!field) throw new Error(`nothing can be chosen in a ${String(element['type'])}`);
  const values: unknown[] = [];
  for (const choice of choices) values.push(await valueOf(state, element, field, choice, suggest));
  return { type: element['type'], [field]: field.endsWith('s') ? values : values[0] };
}

async function valueOf(
  state: PageState,
  element: Node,
  field: string,
  choice: string,
  suggest: Suggest,
): Promise<unknown> {
  if (field.startsWith('selected_option')) {
    if (String(element['type']).includes('external')) return externalOption(state, choice, suggest);
    return findOption(element, choice) ?? noOption(state, element);
  }
  if (field.startsWith('selected_user')) return personCalled(state, choice);
  if (field.startsWith('selected_channel') || field.startsWith('selected_conversation'))
    return channelCalled(state, choice);
  return field === 'selected_date_time' ? Math.floor(Date.parse(choice) / 1000) : choice;
}

async function externalOption(state: PageState, choice: string, suggest: Suggest): Promise<Node> {
  const result = await suggest(choice);
  if (!result.ok) throw new Error(`the app has no answer for “${choice}”: ${result.error}`);
  const element = { options: result.options, option_groups: result.optionGroups };
  const near = optionsIn(element).find((option) =>
    wordsIn(state, option['text']).some((text) => label(text).includes(label(choice))),
  );
  return findOption(element, choice) ?? near ?? noOption(state, element);
}

function noOption(state: PageState, element: Node): never {
  throw new Error(`there is no such option; there are: ${optionWords(state, element) || 'none'}`);
}

function personCalled(state: PageState, name: string): string {
  const wanted = name.replace(/^@/, '').toLowerCase();
  const person = state.people.find(
    (candidate) => candidate.name === wanted || candidate.realName.toLowerCase() === wanted,
  );
  if (!person)
    throw new Error(`nobody is called that; there are: ${state.people.map((one) => one.realName).join(', ')}`);
  return person.id;
}

function channelCalled(state: PageState, name: string): string {
  const channels = state.channels.filter(({ kind }) => kind !== 'dm');
  const channel = channels.find((candidate) => candidate.name === name.replace(/^#/, ''));
  if (!channel)
    throw new Error(`there is no such channel; there are: ${channels.map((one) => `#${one.name}`).join(', ')}`);
  return channel.id;
}

/** What a person put into one element: the rest of an action beside its type and ids. */
export function valuesOf(entry: unknown): Node {
  return isRecord(entry) ? Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'type')) : {};
}
