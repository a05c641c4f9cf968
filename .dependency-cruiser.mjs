/**
 * Rooms and who may know whom. Dependencies run one way only; there is no list of exceptions.
 * Tests may use the testkit and the requirements besides what their room may use.
 */
const rooms = {
  dial: [],
  events: [],
  protocol: [],
  codec: ['protocol'],
  outcomes: ['protocol', 'codec'],
  journal: ['events'],
  calls: ['events', 'protocol', 'codec', 'outcomes', 'journal'],
  runtime: ['dial', 'events', 'protocol', 'codec', 'outcomes', 'journal', 'calls'],
  sinks: ['dial', 'events', 'protocol', 'codec', 'outcomes', 'journal'],
  testkit: ['protocol', 'codec', 'outcomes'],
};

const isTest = '(\\.test\\.ts$|^packages/[^/]+/(test|fuzz)/|/fixtures/)';

const roomRules = Object.entries(rooms).flatMap(([room, known]) => [
  {
    name: `${room}-knows-only-what-is-below`,
    comment: `packages/${room} may use ${known.join(', ') || 'no other package'} of the workspace`,
    severity: 'error',
    from: { path: `^packages/${room}/`, pathNot: isTest },
    to: { path: '^(packages|apps|conformance)/', pathNot: `^packages/(${[room, ...known].join('|')})/` },
  },
  {
    name: `${room}-tests-know-the-testkit-too`,
    severity: 'error',
    from: { path: `^packages/${room}/.*${isTest}` },
    to: {
      path: '^(packages|apps|conformance)/',
      pathNot: `^(packages/(${[room, ...known, 'testkit'].join('|')})/|conformance/requirements/)`,
    },
  },
]);

const builtins = (names) => `^(node:)?(${names.join('|')})(/|$)`;

export default {
  forbidden: [
    ...roomRules,
    {
      name: 'programs-know-no-app-but-the-terminal',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/dashboard/' },
      to: { path: '^apps/', pathNot: '^apps/($1|terminal)/' },
    },
    {
      name: 'the-page-knows-the-api-alone',
      severity: 'error',
      from: { path: '^apps/dashboard/src/' },
      to: { path: '^(packages|apps|conformance)/', pathNot: '^apps/(dashboard/|bridge/src/http/[^/]+/schema\\.ts)' },
    },
    {
      name: 'the-page-takes-nothing-but-types-from-the-bridge',
      severity: 'error',
      from: { path: '^apps/dashboard/' },
      to: { path: '^apps/bridge/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'packages-do-not-know-apps',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-cycles',
      comment: 'Type-only cycles included: files that need each other are one file',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'sockets-only-in-dial-runtime-sinks-and-testkit',
      severity: 'error',
      from: { path: '^packages/', pathNot: ['^packages/(dial|runtime|sinks|testkit)/', isTest] },
      to: { path: builtins(['net', 'tls', 'dgram', 'http', 'https', 'http2']) },
    },
    {
      name: 'files-only-in-journal-and-sinks',
      severity: 'error',
      from: { path: '^packages/', pathNot: ['^packages/(journal|sinks)/', isTest] },
      to: { path: builtins(['fs', 'sqlite', 'worker_threads']) },
    },
    {
      name: 'protocol-codec-and-outcomes-need-no-node',
      severity: 'error',
      from: { path: '^packages/(protocol|codec|outcomes)/', pathNot: isTest },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'what-is-imported-is-declared',
      severity: 'error',
      from: { path: '^(packages|apps)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    // Programs that tests put there, and remove at any time.
    exclude: { path: '^examples/\\.running' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
