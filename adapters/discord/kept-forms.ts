import type { Origin } from '../../src/core/events.ts';
import type { DeskFormView, ReportFormView } from '../../src/core/form-views.ts';
import type { Inputs } from './form-values.ts';

/** A form as the core shows it. */
export type FormView = ReportFormView | DeskFormView;

/** A form somebody is filling in, as this process remembers it. */
export interface KeptForm {
  view: FormView;
  /** True when the store did not take what was typed last. */
  unsaved: boolean;
  /** What was typed while the draft could not be read: to be put to it as soon as it can. */
  waiting?: Inputs;
  /** True once it was recorded. */
  done: boolean;
  /** Private messages that show typed words; they go when the form is done. */
  shown: { token: string; messageId: string }[];
}

/** Forms under way, in memory: so that nothing typed is lost while the store is away, and a page opens at once. */
export interface KeptForms {
  find(origin: Origin, key: string): KeptForm | null;
  put(origin: Origin, key: string, form: KeptForm): void;
}

const KEPT_MILLISECONDS = 30 * 60_000;
const MOST_KEPT = 500;

/** Makes the memory: bounded in time and number, each form for the account that fills it in. */
export function createKeptForms(now: () => number = Date.now): KeptForms {
  const forms = new Map<string, { form: KeptForm; until: number }>();
  const nameOf = ({ workspaceId, accountId }: Origin, key: string) => `${workspaceId}|${accountId}|${key}`;
  const dropOld = (): void => {
    // The oldest stand first, since what is put again moves to the end.
    for (const [name, { until }] of forms) {
      if (until > now() && forms.size <= MOST_KEPT) return;
      forms.delete(name);
    }
  };
  return {
    find(origin, key) {
      const found = forms.get(nameOf(origin, key));
      return found && found.until > now() ? found.form : null;
    },
    put(origin, key, form) {
      const name = nameOf(origin, key);
      forms.delete(name);
      forms.set(name, { form, until: now() + KEPT_MILLISECONDS });
      dropOld();
    },
  };
}
