/** What buttons, menus and forms of the library are called; values are ids unless said otherwise. */
export const libraryIds = {
  /** One policy. */
  open: 'policy.open',
  /** `<which>:<page>` of `lists`. */
  list: 'policy.list',
  /** By a menu, of which `which` is the value. */
  which: 'policy.which',
  /** Searched by title. */
  find: 'policy.find-title',
  write: 'policy.new',
  edit: 'policy.edit',
  template: 'policy.template',
  textFile: 'policy.text-file',
  /** In the form of a draft: what somebody saved meanwhile, beside what is typed; the value is the policy. */
  lookAtSaved: 'policy.look-at-saved',
  /** `<revision id>:<version>` */
  review: 'policy.send-for-review',
  sendBack: 'policy.send-back',
  publish: 'policy.publish',
  /** The value is the policy: whatever of it waits to be published. */
  publishWhatWaits: 'policy.publish-what-waits',
  drop: 'policy.drop-draft',
  settings: 'policy.settings',
  teams: 'policy.audience-teams',
  questions: 'policy.questions',
  archive: 'policy.archive',
  restore: 'policy.restore',
} as const;

/** Other parts answer these; the values are ids of a revision and of a policy. */
export const othersIds = {
  read: 'policy.read',
  history: 'policy.history',
  stillTrue: 'policy.still-true',
  askToRead: 'policy.ask-to-read',
  /** In the form of a new policy: what was typed, looked up on top of it. */
  lookUpInstead: 'policy.look-up-instead',
} as const;

/** What was seen of a revision, as the value of a button. */
export function seenValue({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id}:${version}`;
}

/** Anybody can forge it: the use case asks for the revision again. */
export function seenOf(value: string): { readonly revisionId: string; readonly version: number } {
  const [revisionId = '', version = ''] = value.split(':');
  return { revisionId, version: Number(version) };
}

/** Instead of `<which>:<page>`: the list of policies that opens first. */
export const FIRST = 'first';
