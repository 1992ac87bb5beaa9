import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  );
const roomOf = (file) => file.split('/')[1];

/** The room of every table, as the row classes of `*.entity.ts` name them. */
export function tablesOf(home) {
  const files = filesUnder(join(home, 'src')).filter((file) => file.endsWith('.entity.ts'));
  return new Map(
    files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/@Entity\(\s*'(\w+)'/g)].map(([, table]) => [table, roomOf(relative(home, file).split(sep).join('/'))]),
    ),
  );
}

const NAMED = /\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)\b/g;

/**
 * A table stands in the SQL of its own room alone: another room asks a function of that room. `except` names the files that may name
 * another room's tables, each with those tables; one that a file names no longer is reported too, so that the list only gets shorter.
 */
export const tablesOfOwnRoom = (home, except) => {
  const tables = tablesOf(home);
  return {
    meta: { type: 'problem', schema: [] },
    create(context) {
      const file = relative(home, context.filename).split(sep).join('/');
      const allowed = new Set(except[file] ?? []);
      const used = new Set();
      const look = (node, text) => {
        for (const [, table] of text.matchAll(NAMED)) {
          const owner = tables.get(table);
          if (owner === undefined || owner === roomOf(file)) continue;
          used.add(table);
          if (!allowed.has(table))
            context.report({ node, message: `The table ${table} is ${owner}/'s: ask a function of that room instead of naming it here.` });
        }
      };
      return {
        Literal: (node) => (typeof node.value === 'string' ? look(node, node.value) : undefined),
        TemplateElement: (node) => look(node, node.value.raw),
        'Program:exit'(node) {
          for (const table of allowed)
            if (!used.has(table)) context.report({ node, message: `${table} is named here no longer: take it off the list in eslint.config.mjs.` });
        },
      };
    },
  };
};
