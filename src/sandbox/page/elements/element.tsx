/** Any interactive element. */
import type { FunctionComponent, JSX } from 'preact';
import type { ElementProps } from '../blocks/surface.ts';
import type { AnyElement, ElementOf } from '../blocks/block-types.ts';
import { imageSource } from '../text/image-source.ts';
import { ButtonElement } from './button.tsx';
import { CheckboxGroup, RadioGroup } from './choices.tsx';
import { FileField } from './file-input.tsx';
import { OverflowMenu } from './overflow.tsx';
import { DatePicker, DateTimePicker, TimePicker } from './pickers.tsx';
import { ExternalSelectMenu, StaticSelectMenu, WorkspaceSelectMenu } from './selects.tsx';
import { RichInput } from './rich/rich-input.tsx';
import { TextInput } from './text-inputs.tsx';
import { WorkflowButtonElement } from './workflow-button.tsx';

type ElementViews = { [T in AnyElement['type']]: (props: ElementProps<ElementOf<T>>) => JSX.Element };

const VIEWS: ElementViews = {
  button: ButtonElement,
  channels_select: WorkspaceSelectMenu,
  checkboxes: CheckboxGroup,
  conversations_select: WorkspaceSelectMenu,
  datepicker: DatePicker,
  datetimepicker: DateTimePicker,
  email_text_input: TextInput,
  external_select: ExternalSelectMenu,
  file_input: FileField,
  image: ({ element }) => <img class="accessory-image" src={imageSource(element)} alt={element.alt_text} />,
  multi_channels_select: WorkspaceSelectMenu,
  multi_conversations_select: WorkspaceSelectMenu,
  multi_external_select: ExternalSelectMenu,
  multi_static_select: StaticSelectMenu,
  multi_users_select: WorkspaceSelectMenu,
  number_input: TextInput,
  overflow: OverflowMenu,
  plain_text_input: TextInput,
  radio_buttons: RadioGroup,
  rich_text_input: RichInput,
  static_select: StaticSelectMenu,
  timepicker: TimePicker,
  url_text_input: TextInput,
  users_select: WorkspaceSelectMenu,
  workflow_button: WorkflowButtonElement,
};

export function ElementView(props: ElementProps) {
  // The table pairs each type with a view of that type; TypeScript cannot follow the pairing through the look-up.
  const View = VIEWS[props.element.type] as FunctionComponent<ElementProps> | undefined;
  return View ? <View {...props} /> : <span class="block-unknown">An unknown element</span>;
}
