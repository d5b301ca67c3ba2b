import { randomBytes } from 'node:crypto';
import { TIME } from '../limits.ts';

/** A trigger lets the app open one view for the person who just did something, for three real seconds. */
export interface Trigger {
  readonly user: string;
  /** Given for an act inside an open modal: only such a trigger can push another one. */
  readonly fromModal: boolean;
}

export type TriggerProblem = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

export interface Triggers {
  issue(trigger: Trigger): string;
  /** Uses a trigger up; says why if it cannot be used. */
  exchange(id: string): Trigger | TriggerProblem;
}

interface Issued extends Trigger {
  readonly at: number;
  used: boolean;
}

const KEPT = 1000;

export function createTriggers(realNow: () => number = () => Date.now()): Triggers {
  const issued = new Map<string, Issued>();
  return {
    issue(trigger) {
      const id = `${Math.floor(realNow() / 1000)}.${issued.size}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { ...trigger, at: realNow(), used: false });
      const oldest = issued.keys().next().value;
      if (issued.size > KEPT && oldest !== undefined) issued.delete(oldest);
      return id;
    },
    exchange(id) {
      const trigger = issued.get(id);
      if (!trigger) return 'invalid_trigger_id';
      if (trigger.used) return 'exchanged_trigger_id';
      if (realNow() - trigger.at > TIME.triggerMs) return 'expired_trigger_id';
      trigger.used = true;
      return trigger;
    },
  };
}
