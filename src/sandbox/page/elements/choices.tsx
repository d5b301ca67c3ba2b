/** Radio buttons and checkboxes. */
import type { Checkboxes, RadioButtons } from '@slack/types';
import { useId } from 'preact/hooks';
import type { Choice } from '../blocks/block-types.ts';
import { type ElementProps, useField } from '../blocks/surface.ts';
import { TextObjectView } from '../text/text-object.tsx';

export function RadioGroup(props: ElementProps<RadioButtons>) {
  const { element } = props;
  const [value, change] = useField(props);
  const chosen = (value['selected_option'] as Choice | null)?.value;
  const name = useId();
  return (
    <div role="radiogroup" class="choices" {...groupAria(props)}>
      {element.options.map((option) => (
        <ChoiceRow
          key={option.value}
          option={option}
          control={
            <input
              type="radio"
              name={name}
              checked={option.value === chosen}
              onChange={() => change({ selected_option: option })}
            />
          }
        />
      ))}
    </div>
  );
}

export function CheckboxGroup(props: ElementProps<Checkboxes>) {
  const { element } = props;
  const [value, change] = useField(props);
  const chosen = new Set((value['selected_options'] as Choice[]).map((option) => option.value));
  const toggle = (option: Choice) => {
    const wanted = element.options.filter((one) => (one.value === option.value) !== chosen.has(one.value));
    change({ selected_options: wanted });
  };
  return (
    <div role="group" class="choices" {...groupAria(props)}>
      {element.options.map((option) => (
        <ChoiceRow
          key={option.value}
          option={option}
          control={<input type="checkbox" checked={chosen.has(option.value)} onChange={() => toggle(option)} />}
        />
      ))}
    </div>
  );
}

function ChoiceRow({ option, control }: { option: Choice; control: preact.JSX.Element }) {
  return (
    <label class="choice">
      {control}
      <span>
        <TextObjectView text={option.text} />
        {option.description && (
          <span class="choice-description">
            <TextObjectView text={option.description} />
          </span>
        )}
      </span>
    </label>
  );
}

function groupAria(props: ElementProps) {
  return {
    'aria-labelledby': props.labelledBy,
    'aria-label': props.labelledBy ? undefined : 'Choices',
    'aria-describedby': props.describedBy,
  };
}
