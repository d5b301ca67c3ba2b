/** What the buttons and forms of imports are found by. */
export const importIds = {
  start: 'shift.import-start',
  form: 'shift.import',
  columns: 'shift.import-columns',
  go: 'shift.import-go',
  goodOnly: 'shift.import-good',
  drop: 'shift.import-drop',
} as const;

/** The one message that shows how an import stands, in the direct messages of whoever gave the file. */
export function importKey(importId: string): string {
  return `import:${importId}`;
}
