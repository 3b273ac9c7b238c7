import { deriveKey, newKey, openBytes, sealBytes } from './seal.ts';

/** The installation's own keys: e-mail fingerprints, tokens of workspaces, drafts. */
export const INSTALLATION_KEYS = ['email-index', 'installations', 'drafts'] as const;
/** One of the installation's own keys. */
export type InstallationKey = (typeof INSTALLATION_KEYS)[number];

/** The contexts keys are sealed in; data contexts are built beside the data. */
const schoolContext = (schoolId: string): string => `school|${schoolId}|key`;

/**
 * Holds the opened keys: the master key wraps the installation's index key and each school's key, a school's key wraps
 * each case's and each subject's.
 */
export class KeyRing {
  readonly #master: Buffer;
  readonly #schools = new Map<string, { wrapped: Buffer; key: Buffer }>();
  /** Derived once: deriving costs as much as sealing. */
  readonly #pupilIndexes = new Map<string, Buffer>();
  readonly #installation = new Map<string, Buffer>();

  constructor(master: Buffer) {
    this.#master = master;
  }

  /** A new school key, wrapped for storage. */
  wrapNewSchoolKey(schoolId: string): Buffer {
    return sealBytes(this.#master, newKey(), schoolContext(schoolId));
  }

  /** Remembers a school's wrapped key, opening it now so that a wrong master key fails at start. */
  addSchool(schoolId: string, wrapped: Buffer): void {
    const known = this.#schools.get(schoolId);
    if (known?.wrapped.equals(wrapped)) return;
    this.#pupilIndexes.delete(schoolId);
    this.#schools.set(schoolId, { wrapped, key: openBytes(this.#master, wrapped, schoolContext(schoolId)) });
  }

  /** Whether a school's key is there: an id that came from outside may be no school's. */
  hasSchool(schoolId: string): boolean {
    return this.#schools.has(schoolId);
  }

  /** A school's key; throws for a school that was not loaded. */
  school(schoolId: string): Buffer {
    const known = this.#schools.get(schoolId);
    if (!known) throw new Error(`the key of school ${schoolId} is not loaded`);
    return known.key;
  }

  /** The key under which a school's pupils are found again. */
  pupilIndex(schoolId: string): Buffer {
    const known = this.#pupilIndexes.get(schoolId) ?? deriveKey(this.school(schoolId), 'pupil-index');
    this.#pupilIndexes.set(schoolId, known);
    return known;
  }

  /** A new data key for one record of a school: opened, and wrapped for storage. */
  newDataKey(schoolId: string, record: string): { key: Buffer; wrapped: Buffer } {
    const key = newKey();
    return { key, wrapped: sealBytes(this.school(schoolId), key, `${record}|key`) };
  }

  /** Opens a record's data key. */
  openDataKey(schoolId: string, record: string, wrapped: Buffer): Buffer {
    return openBytes(this.school(schoolId), wrapped, `${record}|key`);
  }

  /** A new installation key, wrapped for storage. */
  wrapNewInstallationKey(name: InstallationKey): Buffer {
    return sealBytes(this.#master, newKey(), `installation|${name}|key`);
  }

  /** Opens one of the installation's keys. */
  setInstallationKey(name: InstallationKey, wrapped: Buffer): void {
    this.#installation.set(name, openBytes(this.#master, wrapped, `installation|${name}|key`));
  }

  /** One of the installation's keys; throws when it is not loaded. */
  installation(name: InstallationKey): Buffer {
    const key = this.#installation.get(name);
    if (!key) throw new Error(`the installation key ${name} is not loaded`);
    return key;
  }

  /** The key of e-mail fingerprints. */
  get emailIndex(): Buffer {
    return this.installation('email-index');
  }
}
