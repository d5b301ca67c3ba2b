/** What the blocks of one message, modal or Home share: their form, where clicks go, and what is under way. */
import type { ConfirmationDialog } from '@slack/types';
import { createContext } from 'preact';
import { useCallback, useContext, useState } from 'preact/hooks';
import type { Act, ActResult, ViewStateValues } from '../../protocol.ts';
import { collectValues, fieldKey, type FieldValue, initialValue } from '../state/form-values.ts';
import { useWorkspace } from '../state/workspace.ts';
import { actionIdOf, type AnyElement, type PageBlock } from './block-types.ts';

export type Where = Extract<Act, { type: 'block_action' }>['where'];

export interface Form {
  get: (blockId: string, element: AnyElement) => FieldValue;
  set: (blockId: string, element: AnyElement, value: FieldValue) => void;
  values: () => ViewStateValues;
}

export interface Surface {
  kind: 'message' | 'modal' | 'home';
  form: Form;
  /** Action ids of clicks that the app has not answered yet. */
  pending: ReadonlySet<string>;
  send: (blockId: string, action: FieldValue & { action_id: string }) => Promise<void>;
  suggest: (blockId: string, actionId: string, typed: string) => Promise<ActResult>;
}

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('A block was drawn outside a message, modal or Home');
  return surface;
}

/** A surface whose values live in `touched`, which its owner keeps for as long as the form should live. */
export function useSurfaceOf(
  kind: Surface['kind'],
  where: Where,
  blocks: PageBlock[],
  touched: Map<string, FieldValue>,
): Surface {
  const { act } = useWorkspace();
  const [, redraw] = useState({});
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const form: Form = {
    get: (blockId, element) => touched.get(fieldKey(blockId, element)) ?? initialValue(element),
    set: (blockId, element, value) => {
      touched.set(fieldKey(blockId, element), value);
      redraw({});
    },
    values: () => collectValues(blocks, touched),
  };
  return {
    kind,
    form,
    pending,
    send: async (blockId, action) => {
      setPending((now) => new Set([...now, action.action_id]));
      await act({ type: 'block_action', where, blockId, action, state: form.values() });
      setPending((now) => new Set([...now].filter((id) => id !== action.action_id)));
    },
    suggest: (blockId, actionId, value) => act({ type: 'suggest', where, blockId, actionId, value }),
  };
}

export interface ElementProps<T extends AnyElement = AnyElement> {
  blockId: string;
  element: T;
  /** A change is sent to the app at once (always, but in input blocks without dispatch_action). */
  dispatches: boolean;
  /** In an input block: ids of the label and of hint and error. */
  labelledBy?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  optional?: boolean | undefined;
}

/** The value of an element, and a way to change it that asks for confirmation and tells the app as Slack would. */
export function useField(props: ElementProps): [FieldValue, (next: Record<string, unknown>) => void] {
  const { blockId, element, dispatches } = props;
  const { form, send } = useSurface();
  const allow = useConfirmation(element);
  const change = useCallback(
    async (next: Record<string, unknown>) => {
      if (!(await allow())) return;
      const value = { ...next, type: element.type };
      form.set(blockId, element, value);
      if (dispatches) await send(blockId, { ...value, action_id: actionIdOf(element) });
    },
    [allow, blockId, dispatches, element, form, send],
  );
  return [form.get(blockId, element), (next) => void change(next)];
}

/** Asks "Are you sure?" when the element says so. */
export function useConfirmation(element: object): () => Promise<boolean> {
  const { confirm } = useWorkspace();
  const dialog = (element as { confirm?: ConfirmationDialog }).confirm;
  return useCallback(() => (dialog ? confirm(dialog) : Promise.resolve(true)), [confirm, dialog]);
}

/** Accessible naming and error marks, for the control itself. */
export function ariaOf(props: ElementProps): Record<string, string | boolean | undefined> {
  const placeholder = 'placeholder' in props.element ? props.element.placeholder?.text : undefined;
  return {
    'aria-labelledby': props.labelledBy,
    'aria-label': props.labelledBy ? undefined : (placeholder ?? 'Choose'),
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid,
    'aria-required': props.labelledBy && !props.optional ? true : undefined,
  };
}
