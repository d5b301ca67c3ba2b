import { libraryPart } from '../../src/features/policies/library/part.ts';
import { type Fingers, fingersOn } from './fingers.ts';
import type { CastName } from './northwind.ts';
import { openForm, type Typed } from './open-form.ts';
import type { PolicyWorld } from './use-policy-world.ts';

const noFiles = { file: () => Promise.reject(new Error('no files here')) };

/** The windows of one person: policies, their forms, and what those show. */
export function libraryHands(world: PolicyWorld, name: CastName) {
  const fingers: Fingers = fingersOn(libraryPart({ slack: noFiles }).listeners ?? []);
  const ctx = world.as(name);
  const form = (typed: Typed) => openForm(fingers.last(), typed);
  return {
    ctx,
    fingers,
    open: (key: string, value: string) => fingers.press(ctx, key, value),
    press: (key: string, value: string, typed: Typed = {}) => fingers.press(ctx, key, value, { view: form(typed) }),
    send: (typed: Typed = {}) => fingers.send(ctx, typed),
    shown: () => JSON.stringify(fingers.last()),
  };
}
