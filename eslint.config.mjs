import { basename } from 'node:path';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { oneNameOneThing } from './scripts/lint/names.mjs';
import { tablesOfOwnRoom } from './scripts/lint/tables.mjs';

/** Reports every node that a selector finds. */
const forbid = (selector, message) => ({
  meta: { type: 'problem', schema: [] },
  create: (context) => ({ [selector]: (node) => context.report({ node, message }) }),
});

const ENVIRONMENT = 'MemberExpression[object.name="process"][property.name="env"]';

/** Where SQL still names a table of another room: each is to become a question to that room, and the list only gets shorter. */
const TABLES_OF_OTHERS = {
  'src/audit/verify.ts': ['id_block'],
  'src/dashboards/candidates.ts': ['agreement', 'budget_revision', 'emergency_access', 'emergency_review', 'financial_assessment'],
  'src/dashboards/publications.ts': ['file_load'],
  'src/dashboards/summary.loader.ts': ['person', 'person_was'],
  'src/database/transaction.ts': ['person'],
  'src/decide/finder.ts': ['budget_revision', 'identifier', 'person', 'relation'],
  'src/exchange/identity/match-proposals.ts': ['identifier', 'person'],
  'src/exchange/loads/answer-match.ts': ['identifier', 'person'],
  'src/exchange/loads/load-file.ts': ['person'],
  'src/exchange/loads/waiting-rows.ts': ['plan'],
  'src/exchange/published/returned-counts.ts': ['plan', 'returned_fact'],
  'src/exchange/statements/held-group.loader.ts': ['arrangement', 'identifier'],
  'src/pool/person.finder.ts': ['arrangement', 'budget_revision', 'identifier', 'person'],
  'src/sample/fill.ts': ['budget_revision', 'identifier', 'person'],
  'src/server/welcome.ts': ['budget_revision', 'identifier'],
};

/** The project's own rules; each says what to do instead. */
const hub = {
  rules: {
    'whole-pence': forbid(
      'MemberExpression[object.name="Math"][property.name="round"], MemberExpression[property.name="toFixed"], Identifier[name="parseFloat"]',
      'Money is whole pence and rounds once, half up: use src/vocabulary/money.ts and amount.ts.',
    ),
    'one-clock': forbid(
      'NewExpression[callee.name="Date"], CallExpression[callee.name="Date"], MemberExpression[object.name="Date"], MemberExpression[object.name="Temporal"][property.name="Now"]',
      'The day and the instant are given to the code, by the clock that src/server/hub.ts is opened with; days are in src/vocabulary/day.ts.',
    ),
    'settings-only': forbid(ENVIRONMENT, 'src/settings.ts is the only reader of the environment: add a setting there, with its default and meaning.'),
    'settings-or-handed-on': forbid(
      `${ENVIRONMENT}:not(SpreadElement > MemberExpression)`,
      'src/settings.ts is the only reader of the environment; a program may hand all of it on to another.',
    ),
    'tables-of-own-room': tablesOfOwnRoom(import.meta.dirname, TABLES_OF_OTHERS),
    'one-name-one-thing': oneNameOneThing(import.meta.dirname),
    'named-for-its-noun': {
      meta: { type: 'problem', schema: [] },
      create: (context) => ({
        Program(node) {
          const bad = /^(utils?|common|helpers?|misc|shared|index)\b/i.exec(basename(context.filename));
          if (bad) context.report({ node, message: `A file is named for what it holds, <noun>.<kind>.ts, not "${bad[0]}".` });
        },
      }),
    },
  },
};

const CODE = ['src/**/*.ts', 'migrations/**/*.ts', 'scripts/**/*.ts', 'ormconfig.ts'];
const TESTS = ['test/**/*.ts', 'src/**/*.test.ts'];

export default tseslint.config(
  { ignores: ['dist/', 'var/', 'coverage/', 'node_modules/'] },
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A promise that nobody looks at ends the process when it is rejected: `void` is no look.
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      '@typescript-eslint/no-misused-promises': 'error',
      // What was caught and kept is thrown again as it came.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      // Pence and thousandths are numbers with a unit.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 350 }],
    },
  },
  {
    plugins: { hub },
    rules: { 'hub/named-for-its-noun': 'error' },
  },
  {
    files: CODE,
    ignores: TESTS,
    plugins: { hub },
    rules: { 'hub/whole-pence': 'error', 'hub/one-clock': 'error', 'hub/settings-only': 'error' },
  },
  { files: ['src/**/*.ts'], ignores: TESTS, plugins: { hub }, rules: { 'hub/tables-of-own-room': 'error', 'hub/one-name-one-thing': 'error' } },
  // The inspector looks at every table as it stands, whatever the rooms' own functions would say of it.
  { files: ['src/invariants/**'], rules: { 'hub/tables-of-own-room': 'off' } },
  { files: ['src/vocabulary/**'], rules: { 'hub/whole-pence': 'off', 'hub/one-clock': 'off' } },
  // The default clock; everything else is given one.
  { files: ['src/main.ts', 'src/server/hub.ts', 'scripts/**/*.ts'], rules: { 'hub/one-clock': 'off' } },
  // A story is told to its end.
  { files: TESTS, rules: { 'max-lines': ['error', { max: 480 }] } },
  // A migration is one step, and never edited once merged.
  { files: ['migrations/**'], rules: { 'max-lines': 'off' } },
  { files: ['src/settings.ts'], rules: { 'hub/settings-only': 'off' } },
  { files: ['scripts/**/*.ts'], rules: { 'hub/settings-only': 'off', 'hub/settings-or-handed-on': 'error' } },
  {
    // What the graph answers is read as it comes: a wrong guess of its shape fails the test that makes it.
    files: TESTS,
    rules: {
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable', require: 'readonly', __dirname: 'readonly' } },
  },
);
