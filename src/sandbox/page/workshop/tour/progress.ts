/** How far somebody is in the tour; goes on by what really happened in the workspace, never by what was pressed. */
import type { MessageState, PageState } from '../../../protocol.ts';
import { alreadyTaken, caseButtons, cardOf, newCase, statusOf } from './case-messages.ts';

/** Each ends when it has happened: a case is raised, claimed, resolved, and the customer told. */
export const STAGES = ['raise', 'claim', 'resolve', 'told'] as const;

export type Stage = (typeof STAGES)[number] | 'end';

export interface Progress {
  /** new: never asked. away: started and left, to be resumed. */
  status: 'new' | 'declined' | 'running' | 'away' | 'done';
  stage: Stage;
  /** Seconds of the workspace's clock at which the tour began: what is older does not count. */
  since: number;
  caseId: string | null;
  /** The button that tells of the customer was there: once it is gone, it was pressed. */
  isDecided: boolean;
  /** Messages that are a case already (their ts). */
  used: string[];
}

export const NEW: Progress = { status: 'new', stage: 'raise', since: 0, caseId: null, isDecided: false, used: [] };

/** Begins at the beginning; messages that are cases stay so. */
export function begun(before: Progress, state: PageState): Progress {
  return { ...NEW, status: 'running', since: secondsOf(state), used: before.used };
}

/** As far as this state shows, `complaint` being the message the tour points at; the same object when nothing happened. Several stages at once if that is how it went. */
export function advanced(progress: Progress, state: PageState, complaint: MessageState | undefined): Progress {
  let now = progress;
  for (let next = step(now, state, complaint); next !== now; next = step(now, state, complaint)) now = next;
  return now;
}

function step(progress: Progress, state: PageState, complaint: MessageState | undefined): Progress {
  if (progress.stage === 'raise') return raised(progress, state, complaint);
  if (progress.stage === 'claim') return claimed(progress, state);
  if (progress.stage === 'resolve') return resolved(progress, state);
  return progress.stage === 'told' ? told(progress, state) : progress;
}

function raised(progress: Progress, state: PageState, complaint: MessageState | undefined): Progress {
  const caseId = newCase(state, progress.since);
  const isTaken = complaint !== undefined && (caseId !== null || alreadyTaken(state, progress.since, complaint));
  const used = isTaken ? [...new Set([...progress.used, complaint.ts])] : progress.used;
  if (caseId) return { ...progress, used, caseId, stage: 'claim' };
  return used.length > progress.used.length ? { ...progress, used, since: secondsOf(state) } : progress;
}

function claimed(progress: Progress, state: PageState): Progress {
  const buttons = buttonsOfCard(progress, state);
  return buttons && !buttons.includes('case.claim') ? { ...progress, stage: 'resolve' } : progress;
}

function resolved(progress: Progress, state: PageState): Progress {
  const buttons = buttonsOfCard(progress, state);
  const isDecided = (buttons && !buttons.includes('case.resolve')) || isToBeTold(progress, state);
  return isDecided ? { ...progress, stage: 'told' } : progress;
}

function told(progress: Progress, state: PageState): Progress {
  const status = statusOf(state, progress.caseId);
  if (!status) return progress;
  if (isToBeTold(progress, state)) return progress.isDecided ? progress : { ...progress, isDecided: true };
  const isDone = progress.isDecided || /customer knows/.test(status.text);
  return isDone ? { ...progress, stage: 'end', status: 'done' } : progress;
}

function isToBeTold({ caseId }: Progress, state: PageState): boolean {
  const status = statusOf(state, caseId);
  return status !== undefined && caseButtons(status).some(({ action }) => action === 'case.told');
}

function buttonsOfCard({ caseId }: Progress, state: PageState): string[] | null {
  const card = cardOf(state, caseId);
  return card ? caseButtons(card).map(({ action }) => action) : null;
}

function secondsOf(state: PageState): number {
  return Date.parse(state.clock.now) / 1000;
}
