// Runs the validators over many files in a few processes: each is a script of its own that loads for a second, so a process
// imports it again under another query for every file and keeps what it loaded.
// Usage: node conformance.mjs <validators folder> <file of checks>; a line holds: validator, option or "-", file.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, list, only] = process.argv.slice(2);
const checks = readFileSync(list, 'utf8').split('\n').filter(Boolean);

if (only === undefined) {
  // One process for each validator and option: some leave traces in the libraries they share. What takes longest begins.
  const kinds = [...new Set(checks.map(kindOf))].sort((a, b) => slowness(b) - slowness(a));
  const run = async () => {
    for (let kind = kinds.shift(); kind; kind = kinds.shift()) {
      const child = fork(new URL(import.meta.url).pathname, [folder, list, kind]);
      if ((await new Promise((resolve) => child.once('exit', resolve))) !== 0) process.exitCode = 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, run));
} else {
  shareCompiled();
  process.exitCode = (await runChecks(checks.filter((check) => kindOf(check) === only))) ? 0 : 1;
}

/** The validator and its option. */
function kindOf(check) {
  return check.split(' ').slice(0, 2).join(' ');
}

/** How many checks there are of a kind; a page that is drawn takes some ten times as long as a schema. */
function slowness(kind) {
  const count = checks.filter((check) => kindOf(check) === kind).length;
  return kind.includes('a11y') ? count * 10 : count;
}

/**
 * Has a schema compiled once for all files: a validator makes it anew for each, and compiling takes a hundred times as long as
 * looking. A schema is the same where every letter of it is, and those added before it.
 */
function shareCompiled() {
  const { prototype } = createRequire(pathToFileURL(join(folder, 'lib.mjs')))('ajv/dist/core').default;
  const { addSchema, getSchema, compile } = prototype;
  const holders = new Map();
  const added = new WeakMap();
  const compiled = new WeakMap();
  prototype.addSchema = function (schema, ...more) {
    // The library adds its own with more words.
    if (more.length > 0) return addSchema.call(this, schema, ...more);
    const before = added.get(this) ?? { key: this.constructor.name, holder: this };
    const key = `${before.key} ${createHash('sha256').update(JSON.stringify(schema)).digest('hex')}`;
    if (!holders.has(key)) {
      addSchema.call(before.holder, schema);
      holders.set(key, before.holder);
    }
    const holder = holders.get(key);
    added.set(this, { key, holder });
    Object.assign(this, { schemas: holder.schemas, refs: holder.refs });
    return this;
  };
  prototype.getSchema = function (reference) {
    return getSchema.call(added.get(this)?.holder ?? this, reference);
  };
  prototype.compile = function (schema, ...more) {
    const holder = added.get(this)?.holder;
    if (!holder || more.length > 0) return compile.call(this, schema, ...more);
    if (!compiled.has(holder)) compiled.set(holder, new Map());
    const known = compiled.get(holder);
    const key = JSON.stringify(schema);
    if (!known.has(key)) known.set(key, compile.call(holder, schema));
    return known.get(key);
  };
}

async function runChecks(mine) {
  let good = true;
  for (const [position, check] of mine.entries()) {
    // A library that one process keeps may remember the text before (a regular expression with the flag g does): what
    // fails is tried once more, and a real fault fails again.
    const first = await runCheck(check, `${position}`);
    const result = first.passed ? first : await runCheck(check, `${position}-again`);
    const [script, option, file] = check.split(' ');
    if (!result.passed) {
      good = false;
      console.log(`${script} ${option} ${file}\n  ${result.lines.join('\n  ')}`);
      continue;
    }
    for (const line of result.lines) if (/^warning: .*contrast/.test(line)) console.log(`${basename(file)}: ${line}`);
  }
  return good;
}

/** Runs one validator in this process, as if from the command line. */
async function runCheck(check, query) {
  const [script, option, file] = check.split(' ');
  const { exit } = process;
  const { log } = console;
  const lines = [];
  process.argv = ['node', script, ...(option === '-' ? [] : [option]), file];
  console.log = (line) => lines.push(String(line));
  process.exit = (code) => {
    throw Object.assign(new Error('ended'), { ended: code ?? 0 });
  };
  let code = 0;
  try {
    await import(`${pathToFileURL(join(folder, script))}?check=${query}`);
  } catch (error) {
    code = error.ended ?? 1;
    if (error.ended === undefined) lines.push(`error: the validator failed: ${error.message}`);
  } finally {
    console.log = log;
    process.exit = exit;
  }
  return { passed: code === 0 && lines.includes('ok'), lines };
}
