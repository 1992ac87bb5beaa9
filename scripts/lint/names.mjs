import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const EXPORTED = /^export (?:declare )?(?:abstract )?(?:async )?(?:type|interface|class|const|let|function\*?|enum) (\w+)/gm;
/** Classes of the graph are named for what they show; what a page of its own holds is no part of the hub. */
const OUTSIDE = /\.(graph|test)\.ts$|^src\/server\/explorer\/app\//;

function exportsOf(home) {
  const found = new Map();
  for (const entry of readdirSync(join(home, 'src'), { withFileTypes: true, recursive: true })) {
    const file = relative(home, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isFile() || !file.endsWith('.ts') || OUTSIDE.test(file)) continue;
    for (const [, name] of readFileSync(join(home, file), 'utf8').matchAll(EXPORTED)) found.set(name, (found.get(name) ?? new Set()).add(file));
  }
  return found;
}

/** No exported name stands for two things. */
export const oneNameOneThing = (home) => {
  const exported = exportsOf(home);
  return {
    meta: { type: 'problem', schema: [] },
    create(context) {
      const file = relative(home, context.filename).split(sep).join('/');
      if (OUTSIDE.test(file)) return {};
      return {
        'Program > ExportNamedDeclaration[declaration]'({ declaration }) {
          const named = declaration.declarations?.map(({ id }) => id) ?? [declaration.id];
          for (const id of named) {
            const others = [...(exported.get(id?.name) ?? [])].filter((other) => other !== file);
            if (others.length > 0)
              context.report({ node: id, message: `${id.name} is the name of something in ${others.join(', ')} as well: say which it is.` });
          }
        },
      };
    },
  };
};
