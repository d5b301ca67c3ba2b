import { describe, expect, it } from 'vitest';
import { block, plain } from './pieces.ts';
import { SENSE_OF_BLOCKS } from './sense-of-blocks.ts';
import { SENSE_OF_FORMS } from './sense-of-forms.ts';
import { ACCEPTED, refused, standIn } from './stand-in.ts';
import { message } from './ways-in.ts';

const slack = standIn();

describe('in a payload that fits together', () => {
  it.each([...SENSE_OF_BLOCKS, ...SENSE_OF_FORMS].map((row) => [row.rule, row] as const))(
    '%s',
    async (_rule, { takes, refuses, says, at }) => {
      expect(await slack.outcome(takes)).toEqual(ACCEPTED);
      expect(await slack.outcome(refuses)).toEqual(refused(refuses, { says, at }));
    },
  );
});

it('says what is wrong as Slack does', async () => {
  const answer = await slack.answer(message(block('header', { text: plain('x'.repeat(151)) })));

  const problem = 'must be less than 151 characters [json-pointer:/blocks/0/text/text]';
  expect(answer).toMatchObject({
    ok: false,
    error: 'invalid_blocks',
    errors: [problem],
    response_metadata: { messages: [`[ERROR] ${problem}`] },
  });
});
