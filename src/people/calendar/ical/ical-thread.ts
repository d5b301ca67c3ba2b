import { parentPort, workerData } from 'node:worker_threads';
import { NotACalendar } from './events.ts';
import { type Range, readIcal } from './read-ical.ts';
import type { ThreadAnswer } from './read-in-thread.ts';

/** The thread that read-in-thread.ts starts: reads one file and says what it holds. */
const { text, range } = workerData as { readonly text: string; readonly range: Range };

function answer(): ThreadAnswer {
  try {
    return { days: readIcal(text, range) };
  } catch (error) {
    if (error instanceof NotACalendar) return { problem: error.message };
    throw error;
  }
}

parentPort?.postMessage(answer());
