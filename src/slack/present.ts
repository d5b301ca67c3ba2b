/** Only what is there: optional properties of ours are absent, never undefined or null. */
export function present<T extends object>(fields: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  // Safe: exactly the entries with a value are kept.
  return Object.fromEntries(kept) as { [Key in keyof T]?: NonNullable<T[Key]> };
}
