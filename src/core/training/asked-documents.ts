import type { CurrentPolicy } from '../reviews/current-policies.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { type Audience, isForFamilies } from './audience.ts';

/** A document people are asked to read, as it holds now. */
export interface AskedDocument {
  document: string;
  /** Empty where it has none. */
  version: string;
  url: string | null;
  /** What it says of monitoring, shown before it is acknowledged (Wessex 21.2). */
  monitoringClause: string | null;
  /** Whom the packs with it are for. */
  audience: Audience[];
}

/** Everything the packs of a profile ask for, each document once: from the policies, or else from the profile's list of documents. */
export function askedDocuments(profile: SchoolProfile, policies: readonly CurrentPolicy[]): AskedDocument[] {
  const titles = new Set(profile.acknowledgement_packs.flatMap((pack) => pack.documents));
  return [...titles].map((document) => {
    const packs = profile.acknowledgement_packs.filter((pack) => pack.documents.includes(document));
    return {
      ...currentDocument(profile, policies, document),
      audience: packs.flatMap(({ audience }): Audience[] => (audience.length > 0 ? audience : ['staff'])),
    };
  });
}

/** The documents that families sign too, of whom only numbers are kept. */
export function familyDocuments(profile: SchoolProfile): string[] {
  const packs = profile.acknowledgement_packs.filter((pack) => isForFamilies(pack.audience));
  return [...new Set(packs.flatMap((pack) => pack.documents))];
}

function currentDocument(
  profile: SchoolProfile,
  policies: readonly CurrentPolicy[],
  document: string,
): Omit<AskedDocument, 'audience'> {
  const policy = policies.find(({ title }) => title === document);
  const listed = profile.documents.find(({ title }) => title === document);
  return {
    document,
    version: policy?.version ?? listed?.version ?? '',
    url: policy?.url ?? listed?.url ?? null,
    monitoringClause: policy?.monitoringClause ?? listed?.monitoring_clause ?? null,
  };
}
