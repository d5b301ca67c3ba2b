/** Every select menu of Block Kit, over one combobox. */
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ariaOf, type ElementProps, useField, useSurface } from '../blocks/surface.ts';
import type { Choice, ChoiceGroup, ElementOf } from '../blocks/block-types.ts';
import { useWorkspace } from '../state/workspace.ts';
import { withEmoji } from '../text/emoji.ts';
import { Combobox } from './combobox.tsx';
import type { ComboItem } from './combo-list.tsx';
import { channelItems, conversationItems, peopleItems } from './workspace-items.ts';

type StaticSelect = ElementOf<'static_select' | 'multi_static_select'>;
type ExternalSelect = ElementOf<'external_select' | 'multi_external_select'>;
type WorkspaceSelect = ElementOf<
  | 'users_select'
  | 'multi_users_select'
  | 'channels_select'
  | 'multi_channels_select'
  | 'conversations_select'
  | 'multi_conversations_select'
>;

const SUGGEST_PAUSE_MS = 150;

export function StaticSelectMenu(props: ElementProps<StaticSelect>): JSX.Element {
  const { element } = props;
  return <OptionSelect {...props} items={itemsOf(element.options, element.option_groups)} />;
}

/** Asks the app for options as one types. */
export function ExternalSelectMenu(props: ElementProps<ExternalSelect>): JSX.Element {
  const { element, blockId } = props;
  const { suggest } = useSurface();
  const [items, setItems] = useState<ComboItem[]>([]);
  const [note, setNote] = useState('');
  const asked = useRef(0);
  const least = element.min_query_length ?? 3;
  const load = useCallback(
    async (typed: string, question: number) => {
      const answer = await suggest(blockId, element.action_id ?? '', typed);
      if (question !== asked.current) return;
      setItems(answer.ok ? itemsOf(answer.options as Choice[], answer.optionGroups as ChoiceGroup[]) : []);
      setNote(answer.ok ? 'No results' : 'The options could not be loaded');
    },
    [blockId, element.action_id, suggest],
  );
  const query = useCallback(
    (typed: string) => {
      const question = (asked.current += 1);
      setItems([]);
      setNote(typed.length < least ? 'Type to search' : 'Loading…');
      if (typed.length < least) return;
      setTimeout(() => {
        if (question === asked.current) void load(typed, question);
      }, SUGGEST_PAUSE_MS);
    },
    [least, load],
  );
  useEffect(() => () => void (asked.current += 1), []);
  return <OptionSelect {...props} items={items} onQuery={query} emptyText={note} />;
}

interface OptionSelectProps extends ElementProps<StaticSelect | ExternalSelect> {
  items: ComboItem[];
  onQuery?: (typed: string) => void;
  emptyText?: string;
}

function OptionSelect(props: OptionSelectProps) {
  const { element } = props;
  const [value, change] = useField(props);
  const multiple = element.type.startsWith('multi_');
  const chosen = (multiple ? value['selected_options'] : [value['selected_option']]) as (Choice | null)[];
  return (
    <Combobox
      items={props.items}
      chosen={itemsOf(chosen.filter((option) => option !== null))}
      multiple={multiple}
      placeholder={withEmoji(element.placeholder?.text ?? 'Choose an option')}
      aria={ariaOf(props)}
      autoFocus={element.focus_on_load ?? false}
      clearable={props.optional ?? false}
      emptyText={props.emptyText ?? 'No results'}
      max={'max_selected_items' in element ? element.max_selected_items : undefined}
      onQuery={props.onQuery}
      onChoose={(items) => {
        const options = items.map((item) => item.payload);
        change(multiple ? { selected_options: options } : { selected_option: options[0] ?? null });
      }}
    />
  );
}

/** People, channels or conversations of the workspace. */
export function WorkspaceSelectMenu(props: ElementProps<WorkspaceSelect>): JSX.Element {
  const { element } = props;
  const workspace = useWorkspace();
  const [value, change] = useField(props);
  const multiple = element.type.startsWith('multi_');
  const what = element.type.replace('multi_', '').replace('s_select', '');
  const field = multiple ? `selected_${what}s` : `selected_${what}`;
  const all = itemsFor(element, workspace);
  const ids = (multiple ? value[field] : [value[field]]) as (string | null)[];
  const known = ids
    .filter((id) => id !== null)
    .map((id) => all.find((item) => item.key === id) ?? { key: id, label: id });
  return (
    <Combobox
      items={all}
      chosen={known}
      multiple={multiple}
      placeholder={withEmoji(element.placeholder?.text ?? `Select ${what === 'user' ? 'a person' : `a ${what}`}`)}
      aria={ariaOf(props)}
      autoFocus={element.focus_on_load ?? false}
      clearable={props.optional ?? false}
      emptyText="No results"
      max={'max_selected_items' in element ? element.max_selected_items : undefined}
      onChoose={(items) => {
        const keys = items.map((item) => item.key);
        change({ [field]: multiple ? keys : (keys[0] ?? null) });
      }}
    />
  );
}

function itemsFor(element: WorkspaceSelect, { state }: ReturnType<typeof useWorkspace>): ComboItem[] {
  if (element.type === 'users_select' || element.type === 'multi_users_select') return peopleItems(state);
  if (element.type === 'channels_select' || element.type === 'multi_channels_select') return channelItems(state);
  return conversationItems(state, element.filter);
}

function itemsOf(options: Choice[] | undefined, groups?: ChoiceGroup[]): ComboItem[] {
  const plain = (options ?? []).map((option) => itemOf(option));
  const grouped = (groups ?? []).flatMap((group) => group.options.map((option) => itemOf(option, group.label.text)));
  return [...plain, ...grouped];
}

function itemOf(option: Choice, group?: string): ComboItem {
  return {
    key: option.value ?? option.text.text,
    label: withEmoji(option.text.text),
    description: option.description && withEmoji(option.description.text),
    group: group && withEmoji(group),
    payload: option,
  };
}
