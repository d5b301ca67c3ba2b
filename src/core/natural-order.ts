const NATURAL = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** As people sort: `Policy 2` before `Policy 10`, and capitals count for nothing. */
export function inNaturalOrder(a: string, b: string): number {
  return NATURAL.compare(a, b);
}
