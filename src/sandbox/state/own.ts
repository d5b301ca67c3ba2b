type Records<T> = Readonly<Record<string, T>>;

/** What is kept under an id that came from outside; nothing for `constructor` and the like, which every object inherits. */
export function own<T>(records: Records<T>, id: string): T | undefined {
  return Object.hasOwn(records, id) ? records[id] : undefined;
}

/** Keeps a value under an id that came from outside; an assignment would change the prototype for `__proto__`. */
export function put<T>(records: Records<T>, id: string, value: T): T {
  Object.defineProperty(records, id, { value, enumerable: true, configurable: true, writable: true });
  return value;
}
