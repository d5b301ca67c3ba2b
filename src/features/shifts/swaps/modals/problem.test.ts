import { expect, test } from 'vitest';
import { UserError } from '../../../../core/errors.ts';
import { textInput } from '../../../../slack/modal.ts';
import { withProblem } from './problem.ts';

const fields = [textInput('to', 'Who works it?'), textInput('because', 'Why?')];

test('why a form was not taken is said once: at its field, else on top', () => {
  const atField = withProblem(fields, new UserError('They have it already.', 'to'));
  const onTop = withProblem(fields, new UserError('This shift is over.'));

  expect(JSON.stringify(atField).match(/They have it already/g)).toHaveLength(1);
  expect(JSON.stringify(atField[2])).toContain('They have it already.');
  expect(JSON.stringify(onTop[0])).toContain('*Not done.* This shift is over.');
});
