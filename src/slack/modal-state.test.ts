import { expect, test } from 'vitest';
import { channelOf, choiceOf, choicesOf, dateTimeOf, filesOf, textOf, usersOf } from './modal-state.ts';

const state = {
  summary: { summary: { type: 'plain_text_input', value: '  Late again\r\n\0' } },
  empty: { empty: { type: 'plain_text_input', value: null } },
  blank: { blank: { type: 'plain_text_input', value: ' \n ' } },
  urgency: { 'case.form': { type: 'static_select', selected_option: { value: 'high', text: { text: 'High' } } } },
  checks: { checks: { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] } },
  leads: { leads: { type: 'multi_users_select', selected_users: ['U0LEO', 'U0LEO', 'U0MAYA'] } },
  one: { one: { type: 'users_select', selected_user: 'U0ANA' } },
  channel: { channel: { type: 'conversations_select', selected_conversation: 'C0CARE' } },
  by: { by: { type: 'datetimepicker', selected_date_time: 1_700_000_000 } },
  upload: {
    upload: { type: 'file_input', files: [{ id: 'F1', name: 'a.ics', mimetype: 'text/calendar', size: 3 }, {}] },
  },
  odd: { odd: { type: 'plain_text_input', value: 7 } },
};

test('reads each kind of element by the name of its block', () => {
  expect(textOf(state, 'summary')).toBe('Late again');
  expect(choiceOf(state, 'urgency')).toBe('high');
  expect(choicesOf(state, 'checks')).toEqual(['a', 'b']);
  expect(usersOf(state, 'leads')).toEqual(['U0LEO', 'U0MAYA']);
  expect(usersOf(state, 'one')).toEqual(['U0ANA']);
  expect(channelOf(state, 'channel')).toBe('C0CARE');
  expect(dateTimeOf(state, 'by')).toEqual(new Date(1_700_000_000_000));
  expect(filesOf(state, 'upload')).toEqual([{ id: 'F1', name: 'a.ics', mimetype: 'text/calendar', size: 3 }]);
});

test('what is absent, empty or of another kind reads as nothing', () => {
  for (const name of ['empty', 'blank', 'odd', 'nowhere', '__proto__', 'constructor']) {
    expect(textOf(state, name)).toBeUndefined();
    expect(choiceOf(state, name)).toBeUndefined();
    expect(usersOf(state, name)).toEqual([]);
    expect(filesOf(state, name)).toEqual([]);
    expect(dateTimeOf(state, name)).toBeUndefined();
  }
});
