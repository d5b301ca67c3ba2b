import { sql } from 'drizzle-orm';
import { people } from '../../../people/tables.ts';
import { cases } from '../tables.ts';
import type { Ask } from './chain-rules.ts';
import { caseChains, chainSteps, type StepOutcome } from './tables.ts';

/** What is shown of a chain. */
export interface ChainView {
  readonly run: number;
  /** The last step that asked or told anybody; null if none has, or a new run has yet to ask its first. */
  readonly last: LastStep | null;
  /** When the next is due; null if none is. */
  readonly nextAt: Date | null;
  readonly nextAsk: Ask | null;
  /** Who was asked by name in the present round, or is left out of it. */
  readonly asked: readonly string[];
  /** Everybody whom its steps asked or told so far, in that order, since it was last open to everybody. */
  readonly called: readonly string[];
  /** When its silent owner was asked whether they are still on it; null once they have shown that, or are rid of it. */
  readonly ownerAskedAt: Date | null;
}

export interface LastStep {
  readonly outcome: StepOutcome;
  readonly asked: readonly string[];
  readonly at: Date;
}

/** As JSON: the instants are text. */
interface ChainJson extends Omit<ChainView, 'last' | 'nextAt' | 'ownerAskedAt'> {
  readonly last: (Omit<LastStep, 'at'> & { readonly at: string }) | null;
  readonly nextAt: string | null;
  readonly ownerAskedAt: string | null;
}

/** A column for a query of `cases`. */
export const chainOfCase = sql<ChainJson | null>`(
  select jsonb_build_object('run', chain.run, 'nextAt', chain.next_at, 'nextAsk', chain.next_ask, 'asked', chain.asked,
    'called', coalesce((
      select jsonb_agg(who order by first) from (
        select who, min(step.turn) as first
        from ${chainSteps} as step cross join lateral jsonb_array_elements_text(step.asked) as who
        where step.workspace_id = chain.workspace_id and step.case_id = chain.case_id and step.run = chain.run
        group by who) as each), '[]'),
    'ownerAskedAt', chain.owner_asked_at, 'last', case when chain.turn > 0 then (
    select jsonb_build_object('outcome', step.outcome, 'asked', step.asked, 'at', step.at)
    from ${chainSteps} as step
    where step.workspace_id = chain.workspace_id and step.case_id = chain.case_id and step.run <= chain.run
      and step.outcome in ('asked', 'role', 'ended')
    order by step.run desc, step.turn desc limit 1) end)
  from ${caseChains} as chain
  where chain.workspace_id = ${cases.workspaceId} and chain.case_id = ${cases.id}
)`;

/** Whether a row of `people` is of somebody whom the case asked or told. */
export const namesInChain = sql`${people.slackId} in (
  select jsonb_array_elements_text(chain.asked) from ${caseChains} as chain
  where chain.workspace_id = ${cases.workspaceId} and chain.case_id = ${cases.id}
  union select jsonb_array_elements_text(step.asked) from ${chainSteps} as step
  where step.workspace_id = ${cases.workspaceId} and step.case_id = ${cases.id}
)`;

export function readChain(chain: ChainJson): ChainView {
  return {
    ...chain,
    nextAt: dateIn(chain.nextAt),
    ownerAskedAt: dateIn(chain.ownerAskedAt),
    last: chain.last && { ...chain.last, at: new Date(chain.last.at) },
  };
}

function dateIn(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
