import { describe } from 'vitest';
import type { OpenDriver } from './driver.ts';
import { describeAttacks } from './suite/attacks.ts';
import { describeFaults } from './suite/faults.ts';
import { describeFields } from './suite/fields.ts';
import { describeHome } from './suite/home.ts';
import { describePeople } from './suite/people.ts';
import { describePrivacy } from './suite/privacy.ts';
import { describeRoutes } from './suite/routes.ts';
import { describeStoreAway } from './suite/store-away.ts';
import { describeSubmit } from './suite/submit.ts';
import { describeWaysIn } from './suite/ways-in.ts';
import { describeWorking } from './suite/working.ts';
import type { Traits } from './traits.ts';

/** The one contract that every chat platform keeps, shown from outside through its driver and SQL alone. */
export function describeContract(name: string, open: OpenDriver, traits: Traits): void {
  describe(name, () => {
    describeWaysIn(open, traits);
    describeSubmit(open);
    describeWorking(open, traits);
    describeRoutes(open);
    describePeople(open, traits);
    describeFields(open, traits);
    describeHome(open, traits);
    describePrivacy(open);
    describeAttacks(open, traits);
    describeFaults(open);
    describeStoreAway(open, traits);
  });
}
