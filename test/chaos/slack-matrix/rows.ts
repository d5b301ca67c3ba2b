import type { Row } from './cell.ts';
import { outboxRows } from './outbox-rows.ts';
import { peopleRows } from './people-rows.ts';
import { startRows } from './start-rows.ts';

/** Every Web API method the product calls, and the two kinds of address that Slack gives it. */
export const rows: readonly Row[] = [...outboxRows, ...peopleRows, ...startRows];
