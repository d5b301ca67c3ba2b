import { type Listener, onClickNow, onSubmit } from '../../slack/listener.ts';
import { parseMyHours } from './inputs.ts';
import { myHoursId, myHoursModal } from './modals.ts';
import { myHours, setMyHours } from './my-hours.ts';

export const myHoursListeners: readonly Listener[] = [
  onClickNow(myHoursId, async (ctx, _click, views) => views.open(myHoursModal(await myHours(ctx)))),
  onSubmit(myHoursId, { parse: parseMyHours, work: setMyHours }),
];
