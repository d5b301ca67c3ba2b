import { z } from 'zod';
import { done } from '../acts/result.ts';
import { Fault, SwitchesShape } from '../faults/plan.ts';
import { faultWords } from '../faults/words.ts';
import { replyJson } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import type { FaultsState } from '../protocol.ts';
import type { World } from '../world.ts';
import { post, problem } from './post.ts';

const Clearing = z.object({ id: z.number().int().optional() });

/** Faults on tap: what waits, laying one in wait, taking it away, and the switches. */
export function faultRoutes(world: World): Route[] {
  return [
    { method: 'GET', path: /^\/api\/faults$/, answer: ({ response }) => replyJson(response, faultsState(world)) },
    post(/^\/api\/faults$/, (body) => {
      const fault = Fault.safeParse(body);
      if (!fault.success) return problem(`not a fault: ${fault.error.issues[0]?.path.join('.')}`);
      world.faults.add(fault.data);
      world.changed();
      return done;
    }),
    post(/^\/api\/faults\/clear$/, (body) => {
      const clearing = Clearing.safeParse(body);
      if (!clearing.success) return problem('id is a number');
      world.faults.clear(clearing.data.id);
      world.changed();
      return done;
    }),
    post(/^\/api\/switches$/, (body) => {
      const switches = SwitchesShape.safeParse(body);
      if (!switches.success) return problem('not switches of this workspace');
      Object.assign(world.switches, switches.data);
      world.changed();
      return done;
    }),
  ];
}

function faultsState({ faults, switches }: World): FaultsState {
  return { faults: faults.list(), switches: { ...switches }, words: [...faultWords] };
}
