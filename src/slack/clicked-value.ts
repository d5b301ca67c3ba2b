import type { ClickedElement } from './payload-shapes.ts';

/** What a click carries: a button's value, or what was chosen; several choices are joined by commas. */
export function clickedValue(element: ClickedElement): string {
  if (typeof element.value === 'string') return element.value;
  const several = element.selected_options?.map((option) => option.value ?? '') ?? element.selected_users;
  if (several) return several.join(',');
  if (typeof element.selected_date_time === 'number') return String(element.selected_date_time);
  return element.selected_option?.value ?? pickedOne(element) ?? '';
}

function pickedOne(element: ClickedElement): string | null | undefined {
  const { selected_user: user, selected_channel: channel, selected_conversation: conversation } = element;
  return user ?? channel ?? conversation ?? element.selected_date ?? element.selected_time;
}
