import type { GroupProgress, TrainingBoardView } from '../src/core/training-views.ts';
import { helpButton } from './buttons.ts';
import { GROUP_WORDS } from './group-words.ts';
import type { Action, Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** Names on one card; the register has them all. */
const MOST_NAMES = 40;
/** Titles beside one name. */
const MOST_TITLES = 6;

const AUDIENCE_WORDS = { pupils: 'pupils', parents: 'parents' };

const ACTIONS: Record<TrainingBoardView['may'][number], Omit<Extract<Action, { kind: 'open' | 'press' }>, 'data'>> = {
  'record-training': { kind: 'open', name: 'record-training', label: 'Record training', private: true },
  induct: { kind: 'open', name: 'induct', label: 'Begin an induction', private: true },
  'class-count': { kind: 'open', name: 'class-count', label: 'Class numbers', private: true },
  'training-file': { kind: 'press', name: 'training-file', label: 'Register as a file', private: true },
  certificate: { kind: 'open', name: 'certificate', label: 'A certificate', private: true },
};

/** How far everybody is: each group's own figure, and for the head who has something left to do. */
export function describeTrainingBoard(view: TrainingBoardView): Card {
  const title = view.weekly ? 'Reading and training: who is behind' : `Reading and training ${view.year}`;
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: view.weekly
      ? [...describeBehind(view), ...describeFigures(view)]
      : [...describeFigures(view), ...describeClasses(view), ...describeBehind(view)],
    actions: [
      ...view.may.map(
        (name): Action => ({ ...ACTIONS[name], data: name === 'training-file' ? { school: view.schoolId } : {} }),
      ),
      helpButton,
    ],
  };
}

function describeFigures({ items }: TrainingBoardView): Block[] {
  if (items.length === 0) return [{ kind: 'text', text: 'The school asks nobody to read or learn anything yet.' }];
  return (['document', 'course'] as const).flatMap((kind): Block[] => {
    const facts = items
      .filter((item) => item.kind === kind)
      .map(({ title, groups }) => ({ label: title, value: groups.map(writeGroup).join('; ') }));
    if (facts.length === 0) return [];
    const title = kind === 'document' ? 'Read and signed' : 'Training done';
    return [{ kind: 'section', title, blocks: [{ kind: 'facts', items: facts }] }];
  });
}

/** Rounded down, so that 100% means everybody. */
function writeGroup({ group, people, done }: GroupProgress): string {
  return `${GROUP_WORDS[group]}: ${Math.floor((100 * done) / people)}% (${done} of ${people})`;
}

function describeClasses({ classes }: TrainingBoardView): Block[] {
  if (classes.length === 0) return [];
  const items = classes.map(({ audience, className, document, signed, total }) => ({
    label: `${className}, ${AUDIENCE_WORDS[audience]}: ${document}`,
    value: `${signed} of ${total} signed`,
  }));
  return [{ kind: 'section', title: 'Pupils and parents, numbers only', blocks: [{ kind: 'facts', items }] }];
}

function describeBehind({ behind, weekly }: TrainingBoardView): Block[] {
  if (behind === null) return [];
  const title = weekly ? 'Reminded, and not yet done' : 'Not yet done';
  if (behind.length === 0)
    return [{ kind: 'notice', tone: 'good', title: 'Everybody is up to date', text: 'Nothing is left to read or do.' }];
  const items = behind.slice(0, MOST_NAMES).map(({ name, group, missing, induction, late }) => {
    const more = missing.length - MOST_TITLES;
    const what = [...missing.slice(0, MOST_TITLES), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
    const state = [induction ? 'new starter' : '', late && !weekly ? 'reminded' : ''].filter(Boolean);
    return `${name} (${[GROUP_WORDS[group], ...state].join(', ')}): ${what}`;
  });
  const blocks: Block[] = [{ kind: 'list', items }];
  const left = behind.length - items.length;
  if (left > 0) blocks.push({ kind: 'text', text: `${left} more stand in the register.`, style: 'subtle' });
  blocks.push({ kind: 'text', text: 'Only you see these names.', style: 'subtle' });
  return [{ kind: 'section', title, blocks }];
}
