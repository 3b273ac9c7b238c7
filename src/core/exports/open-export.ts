import type { Desk } from '../desk.ts';
import type { DigestView } from '../digest-views.ts';
import { digestForFile, digestTaker } from '../digests/digest-taker.ts';
import { createStillInside } from '../people/still-inside.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { type TrainingFile, trainingFileOf, trainingTaker } from '../training/training-file.ts';
import type { CaseFile } from './case-file.ts';
import { caseFileOf } from './case-file-of.ts';
import type { CaseExportKind } from './export-kinds.ts';
import type { Exports, FoundExport, ReadExport, TakerOf } from './exports.ts';
import { leaveOutRestricted } from './leave-out-restricted.ts';
import type { NamedLogRow } from './log-rows.ts';
import { takerToday } from './may-take-out.ts';
import { namedLog } from './named-log.ts';

/** What stands behind a link, ready to be made into a file. */
export type OpenedContent =
  | { kind: CaseExportKind; file: CaseFile }
  | { kind: 'incident-log'; schoolId: string; at: Date; pages: AsyncIterable<NamedLogRow[]> }
  | { kind: 'governors-digest'; digest: DigestView }
  | TrainingFile;

/** What a link opens while it still does. */
export interface OpenedExport {
  content: OpenedContent;
  /** Uses the link up. Nothing of the content may leave before this answers true. */
  useUp(): Promise<boolean>;
}

/** Opens a link with its code; null for every reason alike. Throws `StoreUnavailable`. */
export type OpenExport = (token: string, code: string) => Promise<OpenedExport | null>;

/**
 * Makes the opening of links. What is taken out is composed at that moment and as the person who asked for it: access that
 * ended meanwhile opens nothing, also where the account was removed from the chat or made a guest. A link is used up only when
 * its file is there, so that it still opens after whatever failed before.
 */
export function createOpenExport(desk: Desk, exports: Exports): OpenExport {
  const stillInside = createStillInside(desk);

  async function isInside({ schoolId, askedBy }: FoundExport, profile: SchoolProfile): Promise<boolean> {
    const account = await desk.store.accountOf(schoolId, askedBy);
    const platform = profile.platform.adapter;
    if (!account || !platform) return false;
    const { workspaceId, accountId } = account;
    const address = account.personalAddress ?? '';
    const place = { kind: 'personal' as const, key: address, address };
    return stillInside({ platform, workspaceId, accountId, eventId: 'download', place });
  }

  async function takerFor(found: FoundExport, profile: SchoolProfile, now: Date): Promise<TakerOf> {
    if (found.kind === 'governors-digest') return digestTaker(desk, profile, found, now);
    if (found.kind === 'training-register' || found.kind === 'certificate') return trainingTaker(profile, found, now);
    return (place) => takerToday(profile, found.askedBy, place, now);
  }

  async function contentOf(
    found: FoundExport,
    profile: SchoolProfile,
    opened: ReadExport,
    now: Date,
  ): Promise<OpenedContent | null> {
    const { schoolId, kind } = found;
    if (kind === 'governors-digest') {
      const digest = await digestForFile(desk, profile, found, opened.details);
      return digest && { kind, digest };
    }
    if (kind === 'training-register' || kind === 'certificate')
      return trainingFileOf(desk, profile, found.askedBy, { kind, details: opened.details }, now);
    if (kind === 'incident-log') return { kind, schoolId, at: now, pages: namedLog(desk, exports, found, opened, now) };
    const { whole, viewer, details } = opened;
    const file = whole && (await caseFileOf(desk, profile, viewer, whole, { kind, details }, now));
    return file && { kind, file: await leaveOutRestricted(exports, schoolId, file) };
  }

  return async (token, code) => {
    const now = desk.clock.now();
    const found = await exports.find(token, code, now);
    const profile = found && desk.schools.get(found.schoolId);
    if (!found || !profile || !(await isInside(found, profile))) return null;
    const takerOf = await takerFor(found, profile, now);
    const opened = await exports.read(found, takerOf, now);
    const content = opened && (await contentOf(found, profile, opened, now));
    return content && { content, useUp: () => exports.useUp(found, takerOf, now) };
  };
}
