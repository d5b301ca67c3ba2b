/**
 * An action id is `<key>` or `<key>:<suffix>`: the key finds the handler, the suffix keeps ids unique where the same
 * button stands in one message several times. Values of overflow options are `<what>:<id>`.
 */
export function actionId(key: string, suffix?: string | number): string {
  return suffix === undefined ? key : `${key}:${suffix}`;
}

/** The key of an action id: what the handlers are found by. */
export function actionKey(id: string): string {
  return splitAt(id)[0];
}

/** The two parts of a value like `cancel:<case id>`; the second is empty where there is no colon. */
export function splitValue(value: string): readonly [what: string, id: string] {
  return splitAt(value);
}

function splitAt(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  return colon === -1 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}
