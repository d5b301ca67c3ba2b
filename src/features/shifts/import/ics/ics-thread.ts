import { parentPort, workerData } from 'node:worker_threads';
import { answerOf } from '../../../../people/calendar/ical/in-thread.ts';
import { type IcsRange, readIcsShifts } from './read-shifts.ts';

/** The thread that read-ics.ts starts: reads one calendar and says which shifts it holds. */
const { text, range } = workerData as { readonly text: string; readonly range: IcsRange };

parentPort?.postMessage(answerOf(() => readIcsShifts(text, range)));
