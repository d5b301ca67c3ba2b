import { parentPort, workerData } from 'node:worker_threads';
import { answerOf } from './in-thread.ts';
import { type Range, readIcal } from './read-ical.ts';

/** The thread that read-in-thread.ts starts: reads one file and says what it holds. */
const { text, range } = workerData as { readonly text: string; readonly range: Range };

parentPort?.postMessage(answerOf(() => readIcal(text, range)));
