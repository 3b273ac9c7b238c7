import { type ContractSchool, type SchoolOnPlatform, type SchoolVariant, startSchools } from './open-school.ts';

/** One school's seat in a program that several share. */
export interface TrustSeat {
  readonly schoolId: string;
  readonly variant: SchoolVariant;
  /** Joins with a platform; the program starts once every school has joined. */
  join(on: SchoolOnPlatform): Promise<ContractSchool>;
}

/** A school of a trust of these tests. */
export interface TrustSchool {
  id: string;
  name: string;
  /** The part of its staff's addresses after the @. */
  domain: string;
}

const DEMO_DOMAIN = 'larkfield-demo.example';
/** The account that no demo school knows becomes the trust's safeguarding lead: one address at every school. */
const TRUST_LEAD = `uma.unknown@${DEMO_DOMAIN}`;

/**
 * Makes the seats of a trust whose schools share one program and one database. Each school has the demo school's staff at a
 * domain of its own; the trust lead has one address everywhere, stands last on every ladder, and has no part in a case before.
 */
export function planTrust(schools: TrustSchool[]): TrustSeat[] {
  const joined: { on: SchoolOnPlatform; variant: SchoolVariant; settle: (school: ContractSchool) => void }[] = [];
  const failures: ((error: unknown) => void)[] = [];
  return schools.map((school) => {
    const variant = variantOf(school);
    return {
      schoolId: school.id,
      variant,
      join: (on) =>
        new Promise<ContractSchool>((resolve, reject) => {
          joined.push({ on, variant, settle: resolve });
          failures.push(reject);
          if (joined.length < schools.length) return;
          startSchools(joined.map((each) => ({ ...each.on, variant: each.variant }))).then(
            (opened) => {
              for (const [index, each] of joined.entries()) each.settle(opened[index] as ContractSchool);
            },
            (error: unknown) => {
              for (const fail of failures) fail(error);
            },
          );
        }),
    };
  });
}

function variantOf({ id, name, domain }: TrustSchool): SchoolVariant {
  return {
    change: (settings) => ({
      ...settings,
      id,
      name,
      trust: { id: 'larkfield-trust', name: 'Larkfield Demo Trust' },
      email_domains: [domain, DEMO_DOMAIN],
      roles: { ...(settings.roles as object), trust_lead: { title: 'Trust safeguarding lead' } },
      cover: ['dsl', 'deputy_dsl', 'head', 'trust_lead'],
    }),
    changeStaff: (csv) =>
      `${csv.replaceAll(`@${DEMO_DOMAIN}`, `@${domain}`).trimEnd()}\n${TRUST_LEAD},Uma Unknown,Trust safeguarding lead,trust_lead,trustees,,,\n`,
  };
}
