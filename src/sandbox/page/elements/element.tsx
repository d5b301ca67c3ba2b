/** Any interactive element. */
import type { JSX } from 'preact';
import type { ElementProps } from '../blocks/surface.ts';
import type { ElementOf } from '../blocks/block-types.ts';
import { imageSource } from '../text/image-source.ts';
import { withEmoji } from '../text/emoji.ts';
import { ButtonElement } from './button.tsx';
import { CheckboxGroup, RadioGroup } from './choices.tsx';
import { OverflowMenu } from './overflow.tsx';
import { DatePicker, DateTimePicker, TimePicker } from './pickers.tsx';
import { ExternalSelectMenu, StaticSelectMenu, WorkspaceSelectMenu } from './selects.tsx';
import { RichInput, TextInput } from './text-inputs.tsx';

export function ElementView(props: ElementProps): JSX.Element {
  const { element } = props;
  switch (element.type) {
    case 'button':
      return <ButtonElement {...props} element={element} />;
    case 'overflow':
      return <OverflowMenu {...props} element={element} />;
    case 'image':
      return <img class="accessory-image" src={imageSource(element)} alt={element.alt_text} />;
    case 'radio_buttons':
      return <RadioGroup {...props} element={element} />;
    case 'checkboxes':
      return <CheckboxGroup {...props} element={element} />;
    case 'static_select':
    case 'multi_static_select':
      return <StaticSelectMenu {...props} element={element} />;
    case 'external_select':
    case 'multi_external_select':
      return <ExternalSelectMenu {...props} element={element} />;
    default:
      return <FieldView {...props} element={element} />;
  }
}

type OtherElement = Exclude<
  ElementProps['element'],
  ElementOf<
    | 'button'
    | 'overflow'
    | 'image'
    | 'radio_buttons'
    | 'checkboxes'
    | 'static_select'
    | 'multi_static_select'
    | 'external_select'
    | 'multi_external_select'
  >
>;

function FieldView(props: ElementProps<OtherElement>): JSX.Element {
  const { element } = props;
  switch (element.type) {
    case 'datepicker':
      return <DatePicker {...props} element={element} />;
    case 'timepicker':
      return <TimePicker {...props} element={element} />;
    case 'datetimepicker':
      return <DateTimePicker {...props} element={element} />;
    case 'rich_text_input':
      return <RichInput {...props} element={element} />;
    case 'workflow_button':
      return (
        <button type="button" class="button" disabled>
          {withEmoji(element.text.text)}
        </button>
      );
    case 'file_input':
      return <input type="file" class="text-input" multiple aria-labelledby={props.labelledBy} disabled />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput {...props} element={element} />;
    default:
      return <WorkspaceSelectMenu {...props} element={element} />;
  }
}
