import { z } from 'zod';
import type { OpeningSpan } from '../core/business-hours.ts';
import { UserError } from '../core/errors.ts';
import { isZone } from '../core/local-time.ts';
import { parseBusinessHours } from '../core/parse-business-hours.ts';
import type { OpenView, Parsed } from '../slack/listener.ts';
import { channelOf, choiceOf, textOf, usersOf } from '../slack/modal-state.ts';
import { isCurrency } from './choices.ts';

/** What a look at a channel gave: whether the app can post there. */
export type ChannelState = 'ready' | 'invite' | 'archived' | 'not-a-channel';

/** The form *Set up a team* as it stands, finished or not: redrawn from this, it loses nothing. */
export interface TeamForm {
  /** Made when the form is opened, so that sending it twice sets up one team. */
  readonly teamId: string;
  readonly name: string;
  readonly teamChannel?: string | undefined;
  readonly escalationsChannel?: string | undefined;
  readonly managers: readonly string[];
  readonly leads: readonly string[];
  readonly directors: readonly string[];
  readonly agentsFrom: 'channel' | 'picked';
  readonly agents: readonly string[];
  readonly timeZone?: string | undefined;
  readonly hours: string;
  readonly currency?: string | undefined;
  /** By channel id, of the channels picked so far. */
  readonly looked: Readonly<Record<string, ChannelState>>;
  readonly isNew: boolean;
}

/** A team as it is to be. */
export interface SetUpTeam {
  readonly teamId: string;
  readonly name: string;
  readonly teamChannel: string;
  readonly escalationsChannel: string;
  readonly managers: readonly string[];
  readonly leads: readonly string[];
  readonly directors: readonly string[];
  readonly agentsFrom: 'channel' | 'picked';
  readonly agents: readonly string[];
  readonly timeZone: string;
  readonly hoursText: string;
  readonly hours: readonly OpeningSpan[];
  readonly currency: string;
}

const Remembered = z.object({
  teamId: z.uuid(),
  isNew: z.boolean(),
  looked: z.record(z.string(), z.enum(['ready', 'invite', 'archived', 'not-a-channel'])).catch({}),
});

/** What the form carries besides its fields; read back by formFrom. */
export function remembered({ teamId, isNew, looked }: TeamForm): string {
  return JSON.stringify({ teamId, isNew, looked });
}

/** Throws a UserError where the form's own memory is of an older version, or made up. */
export function formFrom(view: OpenView): TeamForm {
  const { state } = view;
  return {
    ...recalled(view.privateMetadata),
    name: textOf(state, 'name') ?? '',
    teamChannel: channelOf(state, 'teamChannel'),
    escalationsChannel: channelOf(state, 'escalationsChannel'),
    managers: usersOf(state, 'managers'),
    leads: usersOf(state, 'leads'),
    directors: usersOf(state, 'directors'),
    agentsFrom: choiceOf(state, 'agentsFrom') === 'picked' ? 'picked' : 'channel',
    agents: usersOf(state, 'agents'),
    timeZone: only(isZone, choiceOf(state, 'timeZone')),
    hours: textOf(state, 'hours') ?? '',
    currency: only(isCurrency, choiceOf(state, 'currency')),
  };
}

function recalled(metadata: string): z.infer<typeof Remembered> {
  try {
    return Remembered.parse(JSON.parse(metadata));
  } catch {
    throw new UserError('This form is out of date. Please close it and open it again.');
  }
}

function only(isOne: (value: string) => boolean, value: string | undefined): string | undefined {
  return value !== undefined && isOne(value) ? value : undefined;
}

const Channel = (problem: string) => z.string({ error: problem });
const chosen = 'Choose one of the list.';

const SetUpTeam = z.object({
  teamId: z.uuid(),
  name: z.string().min(1, 'Give the team a name.').max(80, 'At most 80 characters.'),
  teamChannel: Channel('Choose the channel where the team talks.'),
  escalationsChannel: Channel('Choose the channel where the leads see cases.'),
  managers: z.array(z.string()).min(1, 'A team needs at least one manager.'),
  leads: z.array(z.string()),
  directors: z.array(z.string()),
  agentsFrom: z.enum(['channel', 'picked']),
  agents: z.array(z.string()),
  timeZone: z.string({ error: chosen }),
  hours: z.string().transform((text, found) => {
    const reading = parseBusinessHours(text);
    if ('spans' in reading) return reading.spans;
    found.addIssue(reading.problem);
    return z.NEVER;
  }),
  currency: z.string({ error: chosen }),
});

/** The team the form describes, or what is wrong with it, field by field. */
export function parseSetUp(view: OpenView): Parsed<SetUpTeam> {
  const form = formFrom(view);
  const parsed = SetUpTeam.safeParse(form);
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error?.issues ?? []) errors[String(path[0])] ??= message;
  const lacksAgents = form.agentsFrom === 'picked' && form.agents.length === 0;
  if (lacksAgents) errors['agents'] = 'Pick at least one agent, or take everyone in the team channel.';
  if (!parsed.success || lacksAgents) return { errors };
  return { input: { ...parsed.data, hoursText: form.hours } };
}
