import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/config/finding.ts';
import { printFindings } from '../../src/config/print-findings.ts';

const finding = (level: Finding['level'], path: string, message: string): Finding => ({
  level,
  code: `code-${level}`,
  path,
  message,
});

describe('findings on the terminal', () => {
  it('groups them by school and by weight, worst first, with what to do', () => {
    const text = printFindings([
      {
        school: 'A School',
        findings: [
          finding('warning', 'terms', 'no term dates; add them'),
          finding('blocks-live', 'dpia', 'not signed; sign it'),
          finding('refuse', 'roles.incident_lead', 'nobody; name one'),
        ],
      },
      { school: 'B School', findings: [] },
    ]);
    expect(text).toBe(`A School
  Refused. The school is not loaded until this is put right:
    - roles.incident_lead [code-refuse]
      Nobody; name one.
  Before going live. Until this is put right, use invented data only:
    - dpia [code-blocks-live]
      Not signed; sign it.
  To look at. The school works, but somebody should decide:
    - terms [code-warning]
      No term dates; add them.

B School
  Nothing to put right.
`);
  });

  it('keeps lines to 100 columns and breaks no word', () => {
    const long = `${'word '.repeat(60)}${'x'.repeat(120)} end`;
    const lines = printFindings([{ school: 'A', findings: [finding('warning', 'p', long)] }]).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([`      ${'x'.repeat(120)}`]);
  });
});
