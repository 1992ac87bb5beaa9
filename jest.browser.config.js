/** @type {import('jest').Config} The checks that drive a real browser: slower, and only where Chromium is installed. */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
};
