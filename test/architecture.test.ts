import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/project-root.ts';

const MOST_LINES = 350;
const SOURCE_FOLDERS = ['src', 'adapters', 'cards', 'playground'];
const CORE_LIBRARIES = ['zod', 'luxon'];

interface Source {
  /** From the project's root, with forward slashes. */
  path: string;
  text: string;
  /** What it imports: libraries by name, own files by their path from the project's root. */
  imports: string[];
}

function listFiles(folder: string): string[] {
  const root = join(projectRoot, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.split(sep).join('/')))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('playground/public/'));
}

function readSource(path: string): Source {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  return { path, text, imports: importsOf(path, text) };
}

/** Every import, export from, import type and dynamic import. */
function importsOf(path: string, text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = [
    ...code.matchAll(/^(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/^import\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]/g),
  ].map((match) => match[1] ?? '');
  return found.map((name) => (name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), name)) : name));
}

const sources = SOURCE_FOLDERS.flatMap(listFiles).map(readSource);
const tests = [...listFiles('test'), ...listFiles('bench')].map(readSource);
const within = (folder: string): Source[] => sources.filter(({ path }) => path.startsWith(`${folder}/`));
const isOwn = (name: string): boolean => existsSync(join(projectRoot, name));

/** "file → import" for each import that a rule does not allow. */
function against(files: Source[], allows: (name: string, from: Source) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((name) => !allows(name, file)).map((name) => `${file.path} → ${name}`),
  );
}

/** Whether an import is of a library, by its name or one of its parts. */
const isOf = (library: string) => (name: string) => name === library || name.startsWith(`${library}/`);

describe('the reader of imports that these rules stand on', () => {
  it('finds every way to import', () => {
    const text = [
      `import { a } from './a.ts';`,
      `import type { B } from '../b.ts';`,
      `import {\n  c,\n  type D,\n} from 'c';`,
      `import 'd';`,
      `export { e } from './e.ts';`,
      `const f = await import('./f.ts');`,
      `// import { no } from 'comment';`,
    ].join('\n');
    expect(importsOf('src/x/y.ts', text).sort()).toEqual([
      'c',
      'd',
      'src/b.ts',
      'src/x/a.ts',
      'src/x/e.ts',
      'src/x/f.ts',
    ]);
  });

  it('sees the whole source, and every own import leads to a file', () => {
    expect(sources.length).toBeGreaterThan(150);
    const lost = against(sources, (name) => !/^(src|adapters|cards|playground)\//.test(name) || isOwn(name));
    expect(lost).toEqual([]);
  });
});

describe('imports point one way', () => {
  it('the core knows nothing but itself, zod and luxon', () => {
    const allowed = (name: string) => name.startsWith('src/core/') || CORE_LIBRARIES.includes(name);
    expect(against(within('src/core'), allowed)).toEqual([]);
  });

  it('the cards know the core and luxon', () => {
    const allowed = (name: string) => name.startsWith('cards/') || name.startsWith('src/core/') || name === 'luxon';
    expect(against(within('cards'), allowed)).toEqual([]);
  });

  it('the store knows the core, and no card, adapter, setting or job', () => {
    const others = ['src/log.ts', 'src/project-root.ts'];
    const libraries = ['drizzle-orm', 'postgres', 'zod'];
    const allowed = (name: string) =>
      name.startsWith('src/store/') ||
      name.startsWith('src/core/') ||
      others.includes(name) ||
      name.startsWith('node:') ||
      libraries.some((library) => isOf(library)(name));
    expect(against(within('src/store'), allowed)).toEqual([]);
  });

  it('the settings know the core, and no store, card, adapter or job', () => {
    const allowed = (name: string) => !/^(src\/(store|jobs|commands)|cards|adapters|playground)\//.test(name);
    expect(against(within('src/config'), allowed)).toEqual([]);
  });

  it('the jobs know the core and the log', () => {
    const allowed = (name: string) =>
      /^src\/(jobs|core)\//.test(name) || name === 'src/log.ts' || name.startsWith('node:') || name === 'node-cron';
    expect(against(within('src/jobs'), allowed)).toEqual([]);
  });

  it('an adapter knows the core and the words of the cards, and no other adapter, store, setting or job', () => {
    const own = (from: Source) => from.path.split('/').slice(0, 2).join('/');
    const allowed = (name: string, from: Source) => {
      if (name.startsWith('adapters/')) return name.startsWith(`${own(from)}/`) || name.startsWith('adapters/shared/');
      return (
        !/^(src\/(store|config|jobs|commands)|playground)\//.test(name) &&
        !/^src\/(main|program|cli|demo)\.ts$/.test(name)
      );
    };
    expect(against(within('adapters'), allowed)).toEqual([]);
  });

  it('the playground is a client: it knows no rule, store or adapter', () => {
    const allowed = (name: string) => !/^(src\/(core|store|config|jobs|commands)|adapters)\//.test(name);
    expect(against(within('playground'), allowed)).toEqual([]);
  });

  it('nobody but the composition root knows an adapter, and it loads one when it is configured', () => {
    const outside = sources.filter(({ path }) => !path.startsWith('adapters/'));
    const loads = against(outside, (name) => !name.startsWith('adapters/'));
    expect(loads.filter((load) => !load.startsWith('src/load-adapters.ts → '))).toEqual([]);
    const loader = sources.find(({ path }) => path === 'src/load-adapters.ts');
    expect(loader?.text).not.toMatch(/^import (?!type ).*adapters\//m);
  });
});

describe('libraries stay where they belong', () => {
  it.each([
    ['drizzle-orm', 'src/store/'],
    ['postgres', 'src/store/'],
    ['node-cron', 'src/jobs/'],
    ['nodemailer', 'src/mail/'],
    ['chart.js', 'src/charts/'],
    ['@napi-rs/canvas', 'src/charts/'],
    ['botbuilder', 'adapters/teams/'],
    ['pino', 'src/log.ts'],
    ['yaml', 'src/config/'],
    ['csv-parse', 'src/config/'],
  ])('%s in %s alone', (library, home) => {
    const users = sources.filter(({ imports }) => imports.some(isOf(library)));
    expect(users.length).toBeGreaterThan(0);
    expect(users.map(({ path }) => path).filter((path) => !path.startsWith(home))).toEqual([]);
  });

  it('SQL is written in the store alone', () => {
    const others = sources.filter(({ path }) => !path.startsWith('src/store/'));
    expect(others.filter(({ text }) => /\bsql`|\.unsafe\(/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('no source prints to the console: what is said goes through the log or the command line', () => {
    const printing = sources.filter(({ path, text }) => path !== 'src/log.ts' && /\bconsole\.\w+\(/.test(text));
    expect(printing.map(({ path }) => path)).toEqual([]);
  });
});

describe('every file', () => {
  it('does one thing, named by its name', () => {
    const all = [...sources, ...tests].map(({ path }) => path);
    const odd = (path: string) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)?\.ts$/.test(posix.basename(path));
    expect(all.filter(odd)).toEqual([]);
    expect(all.filter((path) => /(^|\/)(utils?|helpers?|misc|common)\.ts$/.test(path))).toEqual([]);
  });

  it(`has at most ${MOST_LINES} lines`, () => {
    const long = [...sources, ...tests]
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MOST_LINES);
    expect(long).toEqual([]);
  });

  it('has no default export and no "any", but in a test that says why', () => {
    const all = [...sources, ...tests].filter(({ path }) => path !== 'test/architecture.test.ts');
    expect(all.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path)).toEqual([]);
    const any = /(:\s*any\b|\bas any\b|<any[,>]|\bany\[\])/;
    const explained = /\/\/ biome-ignore lint\/suspicious\/noExplicitAny: \w.*\n.*\n/g;
    const code = ({ path, text }: Source) =>
      (path.startsWith('test/') ? text.replace(explained, '') : text).replace(
        /\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'|`[^`]*`/gm,
        '',
      );
    expect(all.filter((file) => any.test(code(file))).map(({ path }) => path)).toEqual([]);
  });

  it('passes nothing on that it does not make, but for an adapter’s index', () => {
    const barrels = sources.filter(
      ({ path, text }) => /^export (\*|\{[^}]*\}) from/m.test(text) && !/^adapters\/[^/]+\/index\.ts$/.test(path),
    );
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  it('says of each thing it exports what it is for', () => {
    const silent = sources.flatMap(({ path, text }) => {
      const lines = text.split('\n');
      return lines
        .map((line, at) => ({ line, before: lines[at - 1] ?? '' }))
        .filter(({ line }) =>
          /^export (async function|function|const|let|class|abstract class|interface|type|enum) [^{]/.test(line),
        )
        .filter(({ before }) => !before.trimEnd().endsWith('*/'))
        .map(({ line }) => `${path}: ${line}`);
    });
    expect(silent).toEqual([]);
  });
});
