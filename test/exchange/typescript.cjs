// Lets a child process of a test require the sources as they are: node --require ./test/exchange/typescript.cjs
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { enableCompileCache, Module } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { transformSync, version } = require('@swc/core');

const written = readFileSync(join(__dirname, '..', '..', '.swcrc'), 'utf8');
const options = JSON.parse(written);
// What was compiled once is not compiled again by the child after it: kept by what it was made of.
const kept = join(tmpdir(), `hub-compiled-${process.getuid?.() ?? 0}`);
mkdirSync(kept, { recursive: true, mode: 0o700 });
enableCompileCache(join(kept, 'v8'));
Module._extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const path = join(kept, `${createHash('sha256').update(`${version}\n${written}\n${filename}\n${source}`).digest('hex')}.js`);
  if (!existsSync(path)) {
    const { code } = transformSync(source, { ...options, filename, swcrc: false, configFile: false });
    // Whole or not at all: others read it meanwhile.
    const own = `${path}.${process.pid}`;
    writeFileSync(own, code);
    renameSync(own, path);
  }
  module._compile(readFileSync(path, 'utf8'), filename);
};
