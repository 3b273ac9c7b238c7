import { readFileSync } from 'node:fs';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { type SchoolProfile, schoolProfileSchema } from '../core/school/profile.ts';
import { adapterFor } from './adapter-for.ts';
import { deepFreeze } from './deep-freeze.ts';
import { describeIssue, printPath } from './describe-issue.ts';
import { lintIncidentLead } from './lints/lint-incident-lead.ts';
import { isGroup, mergeSchool, type OriginOf, type RawSettings, SHARED_KEYS } from './merge-trust.ts';
import { suggest } from './suggest.ts';

/** One mistake that keeps a school from being loaded. */
interface ProfileProblem {
  file: string;
  /** Where in the file, such as `schools[1].roles.dsl.same_as`; empty where the file as a whole is meant. */
  path: string;
  /** File, path, what is wrong, what to do and the line, in one sentence. */
  message: string;
}

/** What a settings file holds: the schools that can be loaded, and what is wrong with the others. */
export interface LoadedProfiles {
  /** Deep-frozen, with every default filled in and the adapter found from the policy's wording. */
  profiles: SchoolProfile[];
  problems: ProfileProblem[];
}

/** Loads several settings files. Never throws: a file that cannot be read is a problem, and so is one id used twice. */
export function loadProfiles(files: readonly string[]): LoadedProfiles {
  const result: LoadedProfiles = { profiles: [], problems: [] };
  const fileOfId = new Map<string, string>();
  for (const file of files) {
    const loaded = loadProfile(file);
    result.problems.push(...loaded.problems);
    for (const profile of loaded.profiles) {
      const other = fileOfId.get(profile.id);
      if (other === undefined) {
        fileOfId.set(profile.id, file);
        result.profiles.push(profile);
      } else {
        const text = `'${profile.id}' is also the id of a school in ${other}; give every school an id of its own`;
        result.problems.push({ file, path: 'id', message: `${file}: id: ${text}` });
      }
    }
  }
  return result;
}

/** Loads one settings file: one school, or a trust with its schools. Never throws. */
export function loadProfile(file: string): LoadedProfiles {
  try {
    return parseProfile(readFileSync(file, 'utf8'), file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'it cannot be read';
    const message = `${file}: ${reason}; check the names in ESAFETY_PROFILES and who may read the file`;
    return { profiles: [], problems: [{ file, path: '', message }] };
  }
}

/**
 * Reads the text of a settings file: one school, or `trust: {id, name}` with shared settings and `schools: [...]`.
 * @param file only for the messages
 */
export function parseProfile(text: string, file: string): LoadedProfiles {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const report = new ProblemReport(file, document, lines);
  for (const error of document.errors) report.addAtOffset(error.pos[0], `this is not valid YAML: ${error.message}`);
  if (document.errors.length > 0) return { profiles: [], problems: report.problems };
  const raw: unknown = document.toJS();
  if (!isGroup(raw)) {
    report.add([], 'this file holds no settings; begin with "id:" and "name:", or copy a file from examples/');
    return { profiles: [], problems: report.problems };
  }
  const profiles = 'schools' in raw ? readTrust(raw, report) : [readSchool(raw, [], () => 'school', report)];
  return { profiles: profiles.filter((profile) => profile !== null), problems: report.problems };
}

function readTrust(raw: RawSettings, report: ProblemReport): (SchoolProfile | null)[] {
  const { schools, ...shared } = raw;
  if (!('trust' in shared)) report.add(['trust'], 'this is missing; add "trust: { id: …, name: … }" above the schools');
  for (const key of Object.keys(shared)) {
    if (SHARED_KEYS.includes(key)) continue;
    const meant = suggest(key, [...SHARED_KEYS, 'schools']);
    const hint = meant ? `; did you mean '${meant}'?` : '; give it to each school under "schools", or take it out';
    report.add([key], `'${key}' is not a setting of a trust${hint}`);
    delete shared[key];
  }
  if (!Array.isArray(schools) || schools.length === 0) {
    report.add(['schools'], 'list at least one school here, each with "- id:" and "name:"');
    return [];
  }
  const seen = new Set<unknown>();
  return schools.map((own: unknown, index) => {
    if (!isGroup(own)) {
      report.add(['schools', index], 'this has to be a school with "id:" and "name:"');
      return null;
    }
    if ('trust' in own) {
      report.add(['schools', index, 'trust'], 'a school here belongs to the trust of this file; take the line out');
      return null;
    }
    if (seen.has(own.id)) {
      report.add(['schools', index, 'id'], `'${String(own.id)}' stands twice; give every school an id of its own`);
      return null;
    }
    seen.add(own.id);
    const merged = mergeSchool(shared, own);
    return readSchool(merged.raw, ['schools', index], merged.originOf, report);
  });
}

/** Checks one school's settings. `at` is where the school stands in the file; what a trust gives all its schools stands at the top. */
function readSchool(
  raw: RawSettings,
  at: readonly PropertyKey[],
  originOf: OriginOf,
  report: ProblemReport,
): SchoolProfile | null {
  const parsed = schoolProfileSchema.safeParse(raw);
  if (!parsed.success) {
    const issues = parsed.error.issues.flatMap((issue) => describeIssue(issue, schoolProfileSchema, raw));
    for (const { path, text } of issues) report.add(originOf(path) === 'trust' ? path : [...at, ...path], text);
    return null;
  }
  // A copy, because zod hands out its own default objects and freezing those would reach every later school.
  const profile = structuredClone(parsed.data);
  const refusals = lintIncidentLead(profile);
  // Told of the school itself, because the same shared setting may be enough for another school of the trust.
  for (const finding of refusals) report.add([...at, ...finding.path.split('.')], finding.message);
  if (refusals.length > 0) return null;
  profile.platform.adapter = adapterFor(profile.platform).adapter;
  return deepFreeze(profile);
}

/** Gathers what is wrong with one file, each once: a shared setting is checked again for every school of a trust. */
class ProblemReport {
  readonly problems: ProfileProblem[] = [];
  readonly #seen = new Set<string>();
  readonly #file: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(file: string, document: Document, lines: LineCounter) {
    this.#file = file;
    this.#document = document;
    this.#lines = lines;
  }

  add(path: readonly PropertyKey[], text: string): void {
    this.#push(printPath(path), text, this.#offsetOf(path));
  }

  addAtOffset(offset: number, text: string): void {
    this.#push('', text, offset);
  }

  #push(path: string, text: string, offset: number | null): void {
    const where = path ? `${this.#file}: ${path}` : this.#file;
    const line = offset === null ? '' : ` (line ${this.#lines.linePos(offset).line})`;
    const message = `${where}: ${text}${line}`;
    if (this.#seen.has(message)) return;
    this.#seen.add(message);
    this.problems.push({ file: this.#file, path, message });
  }

  /** Where the setting stands, or what it would stand in if it is missing. */
  #offsetOf(path: readonly PropertyKey[]): number | null {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return null;
  }
}
