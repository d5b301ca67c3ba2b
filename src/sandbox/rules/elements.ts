import { COUNT, TEXT } from '../limits.ts';
import { byType, type Check, list, object, onlyOn, optional, required, string } from './check.ts';
import { inputs } from './inputs.ts';
import { actionable, confirmable, spoken } from './mixins.ts';
import { anyText, imageElement, label, plainText, style, url } from './objects.ts';
import { ELEMENT_SURFACES, ELEMENTS_IN } from './places.ts';
import { selects } from './selects.ts';

const feedbackButton = object({
  ...spoken,
  text: required(plainText(TEXT['feedback_button.text'])),
  value: required(string(TEXT['feedback_button.value'])),
});

const workflow = object({
  trigger: required(
    object({
      url: required(url({})),
      customizable_input_parameters: optional(list(object({ name: required(label), value: required(string({})) }), {})),
    }),
  ),
});

const buttons = {
  button: object({
    ...confirmable,
    ...spoken,
    text: required(plainText(TEXT['button.text'])),
    value: optional(string(TEXT['button.value'])),
    url: optional(url(TEXT['button.url'])),
    style: optional(style),
  }),
  workflow_button: object({
    ...confirmable,
    ...spoken,
    text: required(plainText(TEXT['button.text'])),
    workflow: required(workflow),
    style: optional(style),
  }),
  feedback_buttons: object({
    ...actionable,
    positive_button: required(feedbackButton),
    negative_button: required(feedbackButton),
  }),
  icon_button: object({
    ...confirmable,
    ...spoken,
    icon: required(label),
    text: required(plainText(TEXT['button.text'])),
    value: optional(string(TEXT['icon_button.value'])),
    visible_to_user_ids: optional(list(label, COUNT['icon_button.visible_to_user_ids'])),
  }),
} satisfies Record<string, Check>;

/** Everything that stands in a block, by its type: elements, and the texts of a context block. */
const ELEMENTS: Readonly<Record<string, Check>> = {
  ...buttons,
  ...selects,
  ...inputs,
  image: imageElement,
  plain_text: anyText(TEXT.text_object),
  mrkdwn: anyText(TEXT.text_object),
};

/** One of the elements that this place takes, on a surface that the element is made for. */
export function elementIn(place: keyof typeof ELEMENTS_IN): Check {
  return byType(Object.fromEntries(ELEMENTS_IN[place].map((type) => [type, placed(type)])));
}

function placed(type: string): Check {
  const check = ELEMENTS[type];
  if (!check) throw new Error(`no rule for the element ${type}`);
  const surfaces = ELEMENT_SURFACES[type];
  return surfaces ? onlyOn(surfaces, check) : check;
}
