/** What the buttons and forms of imports and exports are found by. */
export const importIds = {
  form: 'policy.import',
  /** `<import id>:<team id>` */
  team: 'policy.import-team',
  /** `<import id>:<look>`; of `look` also `:<file>:<page>`. */
  look: 'policy.import-look',
  publish: 'policy.import-publish',
  draft: 'policy.import-draft',
  leave: 'policy.import-leave',
  exportForm: 'policy.export',
  exportOne: 'policy.export-one',
} as const;

/** The one message that shows how an import stands, in the direct messages of whoever gave the files. */
export function importKey(importId: string): string {
  return `policy-import:${importId}`;
}
