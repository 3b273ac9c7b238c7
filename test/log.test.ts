import { describe, expect, it } from 'vitest';
import { createLog, describeError, type LogFields } from '../src/log.ts';

const story = 'Robin told me in the playground';

function linesOf(write: (log: ReturnType<typeof createLog>) => void, level = 'trace'): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog(level, (line) => lines.push(line)));
  return lines.map((line) => JSON.parse(line));
}

describe('the log', () => {
  it('writes the fields it knows and leaves out every other', () => {
    const [line] = linesOf((log) => log.info('tried', { school: 'a-school', count: 2, what: story } as LogFields));
    expect(line).toMatchObject({ msg: 'tried', school: 'a-school', count: 2 });
    expect(JSON.stringify(line)).not.toContain('Robin');
  });

  it('writes nothing when it is silent', () => {
    expect(linesOf((log) => log.error('tried'), 'silent')).toEqual([]);
  });
});

describe('what is said of an error', () => {
  it('is its class, its code and where in the program it was thrown', () => {
    const error = Object.assign(new TypeError(story), { code: 'E_TRIED' });
    error.stack = `TypeError: ${story}\n    at x (file:///app/node_modules/a/src/b.js:1:2)\n    at work (file:///app/dist/src/store/cases.js:12:7)`;
    expect(describeError(error)).toEqual({
      errorName: 'TypeError',
      errorCode: 'E_TRIED',
      errorAt: 'src/store/cases.js:12:7',
    });
  });

  it('is never a line of its message, even one that looks like a place in the program', () => {
    const error = new Error(`first\n    at the bus stop ${story}\n    at ${story} (src/bus.ts:1:1)`);
    expect(JSON.stringify(describeError(error))).not.toMatch(/Robin|bus/);
    error.message = 'changed afterwards';
    expect(describeError(error)).toEqual({ errorName: 'Error' });
  });

  it('is never a name or a code that is a sentence', () => {
    const error = Object.assign(new Error('x'), { name: story, code: story });
    expect(describeError(error)).toMatchObject({ errorName: 'Error' });
    expect(JSON.stringify(describeError(error))).not.toContain('Robin');
  });

  it('takes the code of what caused it, as a failed query carries that of the database', () => {
    const error = new Error('query failed', { cause: Object.assign(new Error(story), { code: '23505' }) });
    expect(describeError(error)).toMatchObject({ errorCode: '23505' });
  });

  it('is only its kind when something else than an error was thrown', () => {
    expect(describeError(story)).toEqual({ errorName: 'string' });
  });
});
