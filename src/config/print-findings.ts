import type { Finding, FindingLevel } from './finding.ts';
import { LEVELS } from './lint-profile.ts';

/** The findings of one school, with the name to show. */
export interface SchoolFindings {
  school: string;
  findings: readonly Finding[];
}

const HEADINGS: Record<FindingLevel, string> = {
  refuse: 'Refused. The school is not loaded until this is put right:',
  'blocks-live': 'Before going live. Until this is put right, use invented data only:',
  warning: 'To look at. The school works, but somebody should decide:',
};

/** Prints findings for a terminal: school by school, worst first, each with its place in the profile and what to do. */
export function printFindings(schools: readonly SchoolFindings[]): string {
  return `${schools.map(printSchool).join('\n\n')}\n`;
}

function printSchool({ school, findings }: SchoolFindings): string {
  if (findings.length === 0) return `${school}\n  Nothing to put right.`;
  const groups = LEVELS.map((level) => printGroup(level, findings)).filter((group) => group !== '');
  return [school, ...groups].join('\n');
}

function printGroup(level: FindingLevel, findings: readonly Finding[]): string {
  const chosen = findings.filter((finding) => finding.level === level);
  if (chosen.length === 0) return '';
  const lines = chosen.flatMap((finding) => [
    `    - ${finding.path} [${finding.code}]`,
    ...wrap(`${finding.message.charAt(0).toUpperCase()}${finding.message.slice(1)}.`, '      '),
  ]);
  return [`  ${HEADINGS[level]}`, ...lines].join('\n');
}

const WIDTH = 100;

function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line !== indent && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}
