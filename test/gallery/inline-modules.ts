import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Joins browser modules into one classic script for a page that may load nothing: each becomes a function whose exports are kept
 * under its name. They may import one another by name from `./file.js`, and nothing else.
 * @param names the modules, each after those it imports
 */
export function inlineModules(folder: string, names: string[]): string {
  const parts = names.map((name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    const exported = [...source.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(
      (match) => match[1],
    );
    const body = source
      .replace(/^import \{([^}]+)\} from '\.\/([\w-]+\.js)';$/gm, (_, imported: string, from: string) => {
        if (!names.includes(from)) throw new Error(`${name} imports ${from}, which is not among ${names.join(', ')}`);
        return `const {${imported.replace(/ as /g, ': ')}} = modules['${from}'];`;
      })
      .replace(/^export /gm, '');
    if (/^import /m.test(body)) throw new Error(`${name} imports in a way that this cannot join`);
    return `modules['${name}'] = (() => {\n${body}\nreturn { ${exported.join(', ')} };\n})();`;
  });
  return `const modules = {};\n${parts.join('\n')}`;
}

/** Makes a script safe to stand inside a page: nothing in it may end the element that holds it. */
export const escapeScript = (script: string): string =>
  script.replace(/<\/(?=script)/gi, '<\\/').replace(/<!--/g, '<\\!--');
