import type { Ctx } from '../../src/core/context.ts';
import { claimCase } from '../../src/features/escalations/handling/claim-case.ts';
import type { RaiseCaseInput, ResolveCaseInput } from '../../src/features/escalations/inputs.ts';
import { raiseCase } from '../../src/features/escalations/raising/raise-case.ts';
import type { Case } from '../../src/features/escalations/tables.ts';
import { CARE, type Northwind } from './northwind.ts';

let requests = 0;

/** Identity of a submission that has not been made before. */
export function newRequest(): string {
  requests += 1;
  return `V${requests}:hash`;
}

export function raising(more: Partial<RaiseCaseInput> = {}): RaiseCaseInput {
  return {
    requestId: newRequest(),
    teamId: CARE,
    summary: 'Lamp arrived broken',
    wanted: 'answer',
    urgency: 'normal',
    ...more,
  };
}

/** A case that Ana raised just now. */
export async function openCaseOfAna(northwind: Northwind, more: Partial<RaiseCaseInput> = {}): Promise<Case> {
  return (await raiseCase(northwind.as('ana'), raising(more))).case;
}

/** A case that Ana raised and Leo claimed. */
export async function claimedByLeo(northwind: Northwind, more: Partial<RaiseCaseInput> = {}): Promise<Case> {
  const { id } = await openCaseOfAna(northwind, more);
  return claimCase(northwind.as('leo'), { caseId: id });
}

export function resolving(caseId: string, more: Partial<ResolveCaseInput> = {}): ResolveCaseInput {
  return { requestId: newRequest(), caseId, decision: 'answered', tellCustomer: 'A new lamp is on its way.', ...more };
}

/** What a use case answered: its value, or the words it refused with. */
export async function outcomeOf<T>(work: (ctx: Ctx) => Promise<T>, ctx: Ctx): Promise<T | string> {
  try {
    return await work(ctx);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
