/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/src'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/browser/'],
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', require('node:fs').existsSync('.swcrc') ? JSON.parse(require('node:fs').readFileSync('.swcrc', 'utf8')) : {}] },
  transformIgnorePatterns: ['/node_modules/(?!(jose|graphql-request|graphql-http)/)'],
  setupFiles: ['reflect-metadata'],
  testTimeout: 60_000,
};
