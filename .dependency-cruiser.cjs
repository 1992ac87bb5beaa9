/*
 * The arrows between rooms, as src/README.md draws them: a room may lean on those to its left and on no other.
 *
 *   vocabulary <- rules <- person <- policy <- database <- access <- mutation <- people <- audit <- decide <- plans <- streams <- budgets
 *              <- pool, calculators <- oversight <- dashboards, invariants, exchange <- sample <- server <- main
 *
 * Type-only imports count as arrows too. Tests may lean on anything, and nothing leans on tests.
 */
const LAYERS = [
  ['vocabulary'],
  ['rules'],
  ['person'],
  ['policy'],
  ['database'],
  ['access'],
  ['mutation'],
  ['people'],
  ['audit'],
  ['decide'],
  ['plans'],
  ['streams'],
  ['budgets'],
  ['pool', 'calculators'],
  ['oversight'],
  ['dashboards', 'invariants', 'exchange'],
  ['sample'],
  ['server'],
];
/** Inside the two largest rooms: a file leans on its own floor and on those to its left. */
const FLOORS = {
  budgets: ['record', 'caller', 'charge', 'lines', 'holding', 'agreement', 'spending', 'change', 'standing', 'running', 'award', 'mistakes'],
  exchange: ['statements', 'csv', 'formats', 'published', 'identity', 'target', 'difference', 'loads'],
};
const TEST = '\\.test\\.ts$|^test/';
const inRooms = (rooms) => `^src/(${rooms.join('|')})/`;

/** For each layer: nothing in it leans on a later one. */
const arrows = LAYERS.slice(0, -1).map((rooms, index) => ({
  name: `${rooms.join('-')}-lean-left-only`,
  comment: `${rooms.join(', ')} may not import from ${LAYERS.slice(index + 1)
    .flat()
    .join(', ')} or main: the arrows in src/README.md go one way.`,
  severity: 'error',
  from: { path: inRooms(rooms), pathNot: TEST },
  to: { path: `${inRooms(LAYERS.slice(index + 1).flat())}|^src/main\\.ts$` },
}));

/** Rooms of one layer are strangers. */
const strangers = LAYERS.filter((rooms) => rooms.length > 1).map((rooms) => ({
  name: `${rooms.join('-')}-strangers`,
  comment: `${rooms.join(', ')} know nothing of each other: what needs two of them stands to their right.`,
  severity: 'error',
  from: { path: `^src/(${rooms.join('|')})/`, pathNot: TEST },
  to: { path: inRooms(rooms), pathNot: '^src/$1/' },
}));

/** For each floor: nothing in it leans on a later one. */
const floors = Object.entries(FLOORS).flatMap(([room, names]) =>
  names.slice(0, -1).map((name, index) => ({
    name: `${room}-${name}-floor`,
    comment: `${room}/${name}/ may not import from ${names.slice(index + 1).join(', ')}: the floors of ${room}/ go one way.`,
    severity: 'error',
    from: { path: `^src/${room}/${name}/`, pathNot: TEST },
    to: { path: `^src/${room}/(${names.slice(index + 1).join('|')})/` },
  })),
);

module.exports = {
  forbidden: [
    ...arrows,
    ...strangers,
    ...floors,
    {
      name: 'every-file-has-a-floor',
      comment: 'A file of budgets/ or exchange/ stands in one of its sub-rooms.',
      severity: 'error',
      from: { path: '^(src|scripts|test)/' },
      to: { path: `^src/(${Object.keys(FLOORS).join('|')})/[^/]+\\.ts$` },
    },
    {
      name: 'databases-are-strangers',
      comment: 'SQLite and MariaDB know nothing of each other: what both need stands beside them in database/.',
      severity: 'error',
      from: { path: '^src/database/(mariadb|sqlite)/' },
      to: { path: '^src/database/(mariadb|sqlite)/', pathNot: '^src/database/$1/' },
    },
    {
      name: 'no-room-knows-which-database',
      comment: 'What one database does is reached by a Store that open-store.ts opens.',
      severity: 'error',
      from: { path: '^(src|scripts|migrations)/', pathNot: '^src/database/(mariadb|sqlite)/|^src/database/open-store\\.ts$' },
      to: { path: '^src/database/(mariadb|sqlite)/' },
    },
    {
      name: 'exchange-reading-and-making-are-strangers',
      comment: 'How a file is read knows nothing of whom its rows are about or what is made of them, nor the other way round.',
      severity: 'error',
      from: { path: '^src/exchange/(identity|target|difference)/', pathNot: TEST },
      to: { path: '^src/exchange/(csv|formats|published)/' },
    },
    {
      name: 'no-circles-of-types',
      comment: 'A type that two files of these rooms need of each other stands in a third.',
      severity: 'error',
      from: { path: '^src/(database|sample)/' },
      to: { circular: true },
    },
    {
      name: 'vocabulary-imports-nothing',
      comment: 'The words that every room shares lean on no room.',
      severity: 'error',
      from: { path: '^src/vocabulary/', pathNot: TEST },
      to: { path: '^(src|migrations|scripts)/', pathNot: '^src/vocabulary/' },
    },
    {
      name: 'streams-are-strangers',
      comment: "What needs the facts of two streams is the pool's.",
      severity: 'error',
      from: { path: '^src/streams/([^/]+)/', pathNot: TEST },
      to: { path: '^src/streams/[^/]+/', pathNot: '^src/streams/$1/' },
    },
    {
      name: 'every-room-has-a-place',
      comment: 'A new room is given its place among the layers of .dependency-cruiser.cjs and of src/README.md.',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: inRooms(LAYERS.flat()) },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other when they run are one thought in two places. Types may name each other within a room.',
      severity: 'error',
      from: { path: '^(src|scripts|migrations)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-cycles-of-types-between-rooms',
      comment: 'Types may name each other within one room, not across two.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { circular: true, via: { pathNot: '^src/$1/' } },
    },
    {
      name: 'settings-at-the-edge',
      comment: 'The rooms are given what they need; only the programs read the settings.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/main\\.ts$|^src/server/|${TEST}` },
      to: { path: '^src/settings\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      comment:
        'Rules are functions of facts, policy and a day: no files, no database, no graph, no clock. They may name the types of what is loaded.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        path: '\\.(entity|loader|decision|decisions|resolver|graph)\\.ts$|node_modules/(typeorm|type-graphql|mysql2|better-sqlite3)/|^src/(database|decide)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-touch-nothing',
      comment: 'Rules read no file, clock or network; a hash is arithmetic.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'resolvers-have-no-sql',
      comment: 'A resolver asks loaders and decisions; rows and statements are theirs.',
      severity: 'error',
      from: { path: '\\.(resolver|graph)\\.ts$' },
      to: { path: '\\.entity\\.ts$|node_modules/(typeorm|mysql2|better-sqlite3)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-test-in-the-hub',
      comment: 'What runs does not lean on tests.',
      severity: 'error',
      from: { path: '^(src|migrations|scripts)/', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'no-program-in-the-hub',
      comment: 'Scripts use the hub; the hub does not use scripts.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: TEST },
      to: { path: '^scripts/' },
    },
    {
      name: 'declared-packages-only',
      comment: 'What runs uses the dependencies of package.json; development packages are for tests and tools.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: `${TEST}|^src/server/explorer/app/` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'undetermined'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', comment: 'Every import leads somewhere.', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/server/explorer/app/|^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    reporterOptions: { dot: { collapsePattern: '^src/[^/]+' } },
  },
};
