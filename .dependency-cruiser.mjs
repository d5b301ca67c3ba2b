// Who may import whom. The picture is in ARCHITECTURE.md; bin/check-imports.mjs runs this and fails when it sees too little.

const shared = '^src/(core|db|people|slack|intake|outbox|jobs|charts|search)/';

/** Features that may call another feature, and only through its door. */
const allowedPairs = [
  ['escalations', 'shifts'],
  ['escalations', 'policies'],
  ['contingency', 'shifts'],
  ['contingency', 'escalations'],
];

const featurePairs = [...new Set(allowedPairs.map(([from]) => from))].map((from) => ({
  name: `feature-pairs-${from}`,
  comment: `${from} may import only the features listed for it, through their door.`,
  severity: 'error',
  from: { path: `^src/features/${from}/` },
  to: {
    path: '^src/features/',
    pathNot: [
      `^src/features/${from}/`,
      ...allowedPairs.filter(([source]) => source === from).map(([, target]) => `^src/features/${target}/index\\.ts$`),
    ],
  },
}));

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'shared-below-features',
      comment: 'core, db, people, slack, intake, outbox, jobs and charts never import a feature or the app.',
      severity: 'error',
      from: { path: shared },
      to: { path: '^src/(features/|app\\.ts|main\\.ts)' },
    },
    {
      name: 'core-at-the-bottom',
      comment:
        'core knows nothing of Slack, jobs, outbox or people; of the database only its types and its own tables.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(people|slack|intake|outbox|jobs|charts|features)/' },
    },
    {
      name: 'features-by-door',
      comment: 'A feature that is not in the list of pairs imports no other feature.',
      severity: 'error',
      from: {
        path: '^src/features/([^/]+)/',
        pathNot: `^src/features/(${[...new Set(allowedPairs.map(([from]) => from))].join('|')})/`,
      },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    ...featurePairs,
    {
      name: 'sandbox-apart',
      comment: 'Nobody imports the sandbox but its own files and tests.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'sandbox-imports-no-product',
      comment: 'The sandbox stands for Slack: it shares the database start and the clock with the app, nothing else.',
      severity: 'error',
      from: { path: '^src/sandbox/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(sandbox|db|core)/' },
    },
    {
      name: 'pure-files',
      comment: 'Rules, inputs, messages and modals touch neither the database nor Slack.',
      severity: 'error',
      from: {
        path: [
          '/inputs\\.ts$',
          '/messages\\.ts$',
          '/modals\\.ts$',
          '/lifecycle\\.ts$',
          '/clocks/(clocks|runs|effects|targets|targets-form|durations|clock-words)\\.ts$',
          '/chain/(chain-rules|decide-step|routing|owner-rules|stale-rules|settings/[a-z]+-(form|modals))\\.ts$',
          '/promises/(plan|sentence|promise-rules)\\.ts$',
          '/hand-over/hand-over-rules\\.ts$',
          '/money\\.ts$',
          '/permissions\\.ts$',
          '/presence-rule\\.ts$',
          '/next-occurrence\\.ts$',
          '/shifts/rules/',
          '/shifts/swaps/(cut-off|following/drift|executions/fairness|requests/stretch-of)\\.ts$',
          '/shifts/partners/(candidates|could-swap|rank|find-partners)\\.ts$',
          '/shifts/presence/(shift-presence|taken-shifts)\\.ts$',
          '/shifts/roster/(shift-words|absence-words|shift-times|away)\\.ts$',
          '/shifts/views/(shift-text|roster-lines|targets|windows/.+)\\.ts$',
          '/policies/text/',
          '/policies/library/(reading/audience|lifecycle)\\.ts$',
          '/policies/must-read/(asking/whom-to-ask|sending/when-to-remind|readers/counts|words|windows/.+)\\.ts$',
          '/reminders/(whose-matter|whom-to-tell)\\.ts$',
          '/authority/(matrix|judge|compare|words|form|category-lines)\\.ts$',
          '/messages/',
          '/modals/',
        ],
        pathNot: '\\.test\\.ts$',
      },
      to: {
        path: [
          '^src/(db|outbox|jobs|intake)/',
          'node_modules/postgres/',
          'node_modules/drizzle-orm/',
          'node_modules/@slack/bolt/',
          'node_modules/@slack/web-api/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'slack-at-the-edge',
      comment: 'Only slack/ and outbox/ (and people, who reads through slack/web-api) know the Slack libraries.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(slack|outbox|sandbox)/|\\.test\\.ts$' },
      to: { path: 'node_modules/@slack/(bolt|web-api|socket-mode|oauth)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '(tables|protocol|die-with-parent|\\.d)\\.ts$' },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
