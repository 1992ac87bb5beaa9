const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Compiled as the hub itself is: one set of options, in .swcrc. */
const swc = JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8'));

/** @type {import('jest').Config} The whole suite but for the browser's: on SQLite, or on the server that TEST_DATABASE_URL names. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/src'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/browser/'],
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', swc] },
  // These three are ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(jose|graphql-request|graphql-http)/)'],
  setupFiles: ['reflect-metadata', '<rootDir>/test/builders/quick-graphql.cjs'],
  testSequencer: '<rootDir>/test/slow-first.cjs',
  maxWorkers: 2,
  testTimeout: 60_000,
};
