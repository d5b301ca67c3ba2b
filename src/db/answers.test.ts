import { array, assert, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { Answers } from './answers.ts';

/** One message of the protocol: its kind, its length, and a body of so many bytes. */
function message(kind: string, body = 0): Buffer {
  const bytes = Buffer.alloc(5 + body, 0x5a);
  bytes.write(kind, 0, 'latin1');
  bytes.writeUInt32BE(4 + body, 1);
  return bytes;
}

function started(): Answers {
  const answers = new Answers();
  answers.sent(Buffer.alloc(80), 0);
  answers.received(Buffer.concat([message('R', 8), message('Z', 1)]), 0);
  return answers;
}

test('a query is owed an answer until the server is ready again', () => {
  const answers = started();

  answers.sent(message('Q', 20), 100);
  expect(answers.silentFor(350)).toBe(250);

  answers.received(Buffer.concat([message('T', 30), message('D', 12)]), 400);
  expect(answers.silentFor(450)).toBe(50);

  answers.received(Buffer.concat([message('C', 9), message('Z', 1)]), 500);
  expect(answers.silentFor(9_000)).toBe(0);
});

test('of two queries sent together, the second is still owed when the first is answered', () => {
  const answers = started();
  answers.sent(Buffer.concat([message('P', 40), message('S'), message('P', 40), message('S')]), 0);

  answers.received(message('Z', 1), 10);

  expect(answers.waits).toBe(true);
});

test('a description asked for by Flush is owed as well', () => {
  const answers = started();

  answers.sent(Buffer.concat([message('P', 40), message('D', 3), message('H')]), 0);
  expect(answers.silentFor(5)).toBe(5);

  answers.received(message('1'), 6);
  expect(answers.waits).toBe(false);
});

test('wherever the network cuts the answer, it is read the same', () => {
  const answer = Buffer.concat([
    message('T', 300),
    ...Array.from({ length: 20 }, () => message('D', 70)),
    message('C', 9),
  ]);
  assert(
    property(array(nat(answer.length), { maxLength: 30 }), (places) => {
      const answers = started();
      answers.sent(message('Q', 10), 0);
      const cuts = [0, ...places.toSorted((a, b) => a - b), answer.length];
      for (const [index, cut] of cuts.slice(1).entries()) answers.received(answer.subarray(cuts[index], cut), 1);

      expect(answers.waits).toBe(true);
      answers.received(message('Z', 1).subarray(0, 3), 2);
      expect(answers.waits).toBe(true);
      answers.received(message('Z', 1).subarray(3), 3);
      expect(answers.waits).toBe(false);
    }),
  );
});
