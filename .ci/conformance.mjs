// Runs the validators over many files in a few processes: each is a script of its own that loads for a second, so a process
// imports it again under another query for every file and keeps what it loaded.
// Usage: node conformance.mjs <validators folder> <file of checks>; a line holds: validator, option or "-", file.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, list, only] = process.argv.slice(2);
const checks = readFileSync(list, 'utf8').split('\n').filter(Boolean);

if (only === undefined) {
  // One process for each validator: some leave traces in the libraries they share.
  const scripts = [...new Set(checks.map((check) => check.split(' ')[0]))];
  const run = async () => {
    for (let script = scripts.shift(); script; script = scripts.shift()) {
      const child = fork(new URL(import.meta.url).pathname, [folder, list, script]);
      if ((await new Promise((resolve) => child.once('exit', resolve))) !== 0) process.exitCode = 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, run));
} else {
  process.exitCode = (await runChecks(checks.filter((check) => check.startsWith(`${only} `)))) ? 0 : 1;
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
