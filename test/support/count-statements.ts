import { expect } from 'vitest';
import { sentBy } from './acting.ts';
import type { FrontDoor } from './front-door.ts';

/** The statements of one request: before Slack is answered, and after that until all that came of it is done. */
export async function countStatements(door: FrontDoor, slackId: string, payload: object) {
  await door.workOff();
  door.database.queries.length = 0;

  const answer = await door.send(sentBy({ id: slackId }, payload));
  const beforeAck = door.database.queries.splice(0);
  const outcomes = await door.workOff();
  // The last look for jobs finds none.
  const afterAck = door.database.queries.splice(0).slice(0, -1);

  expect(answer.status).toBe(200);
  expect(outcomes.filter((outcome) => outcome !== 'done')).toEqual([]);
  return { ack: beforeAck.length, work: afterAck.length, statements: [...beforeAck, '--', ...afterAck] };
}
