const { default: Sequencer } = require('@jest/test-sequencer');
const { relative } = require('node:path');

/** Files that take many seconds, longest first: they begin before all others, so that none is left running alone at the end. */
const LONG = [
  'access/differential.test.ts',
  'properties/random-life.test.ts',
  'exchange/loads/cut-short.test.ts',
  'faults/lost-file.test.ts',
  'faults/lost-database.test.ts',
  'server/fuzz.test.ts',
  'faults/stopping.test.ts',
  'dashboards/disclosure-control/subtraction.test.ts',
  'sample/sample-load.test.ts',
  'exchange/loads/order.test.ts',
  'faults/readiness.test.ts',
  'schema/bounds.test.ts',
  'access/matrix.test.ts',
  'faults/starting.test.ts',
  'invariants/damage.test.ts',
];
const place = ({ path }) => {
  const found = LONG.indexOf(relative(__dirname, path));
  return found === -1 ? LONG.length : found;
};

/** Jest's own order, by what it remembers of the run before or by size, for all that is not long. */
module.exports = class extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted].sort((a, b) => place(a) - place(b));
  }
};
