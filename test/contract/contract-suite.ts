import { describe } from 'vitest';
import type { OpenDriver } from './driver.ts';
import { describeAttacks } from './suite/attacks.ts';
import { describeCaseSteps } from './suite/case-steps.ts';
import { describeClosing } from './suite/closing.ts';
import { describeDesk } from './suite/desk.ts';
import { describeEscalation } from './suite/escalation.ts';
import { describeFaults } from './suite/faults.ts';
import { describeFields } from './suite/fields.ts';
import { describeHome } from './suite/home.ts';
import { describeBrokenLists, describePlaces } from './suite/places.ts';
import { describePrivacy } from './suite/privacy.ts';
import { describeReading } from './suite/reading.ts';
import { describeReporter } from './suite/reporter.ts';
import { describeRequests } from './suite/requests.ts';
import { describeRoutes } from './suite/routes.ts';
import { useScene } from './suite/scene.ts';
import { describeSchoolYear } from './suite/school-year.ts';
import { describeStoreAway } from './suite/store-away.ts';
import { describeStrangers } from './suite/strangers.ts';
import { describeSubmit } from './suite/submit.ts';
import { describeTasks } from './suite/tasks.ts';
import { describeWaysIn } from './suite/ways-in.ts';
import { describeWorking } from './suite/working.ts';
import type { Traits } from './traits.ts';

/**
 * The one contract that every chat platform keeps, shown from outside through its driver and SQL alone. Topics that leave each
 * other alone share an opened school; those that move the clock or break something have one of their own.
 */
export function describeContract(name: string, open: OpenDriver, traits: Traits): void {
  describe(name, () => {
    describe('in everyday use:', () => {
      const scene = useScene(open);
      // First, while the lists are short enough for one view everywhere.
      describeHome(scene, traits);
      describeWaysIn(scene, traits);
      describeSubmit(scene);
      describeWorking(scene, traits);
    });
    describe('to the end of a case:', () => {
      const scene = useScene(open);
      describeCaseSteps(scene);
      describeClosing(scene);
      describeDesk(scene);
      describeEscalation(scene);
      // Last, because they move the clock by a day.
      describeTasks(scene);
    });
    describe('with care:', () => {
      const scene = useScene(open);
      describeRoutes(scene);
      describeReporter(scene);
      describeFields(scene, traits);
      describePrivacy(scene);
      describeAttacks(scene, traits);
      describeStrangers(scene);
    });
    describe('through the school year:', () => {
      const scene = useScene(open);
      // First, because it begins a week before the others.
      describeReading(scene);
      describeRequests(scene);
      // Last, because its own last test moves the clock to the end of term.
      describeSchoolYear(scene);
    });
    describe('when things go wrong:', () => {
      const scene = useScene(open);
      describePlaces(scene, traits);
      describeFaults(scene);
    });
    describe('when lists break:', () => {
      describeBrokenLists(useScene(open));
    });
    describeStoreAway(open, traits);
  });
}
