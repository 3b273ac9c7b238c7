import type { Option } from '../../cards/model.ts';
import { type PlainText, plain } from './block-kit.ts';
import { LONGEST_OPTION, MOST_OPTION_GROUPS, MOST_OPTIONS } from './limits.ts';

/** Stands for the empty value of an option, which Slack refuses. */
export const EMPTY_CHOICE = 'esafety-none';

/** One thing to choose, as Slack takes it. */
export interface SlackOption {
  text: PlainText;
  description?: PlainText;
  value: string;
}

/** The options, or null where a label is longer than an option and its second line hold. */
export function makeOptions(options: Option[]): SlackOption[] | null {
  const made = options.map(makeOption);
  return made.every((option) => option !== null) ? made : null;
}

/** What a menu lists: its options, or groups of them where there are more than a menu takes in one; null where there are too many for both. */
export function makeMenu(
  options: SlackOption[],
): { options: SlackOption[] } | { option_groups: { label: PlainText; options: SlackOption[] }[] } | null {
  if (options.length <= MOST_OPTIONS) return { options };
  if (options.length > MOST_OPTIONS * MOST_OPTION_GROUPS) return null;
  const groups: SlackOption[][] = [];
  for (let at = 0; at < options.length; at += MOST_OPTIONS) groups.push(options.slice(at, at + MOST_OPTIONS));
  return { option_groups: groups.map((group) => ({ label: plain(labelGroup(group)), options: group })) };
}

/** A label too long for one line goes on in the line below it, cut between words: nothing of it is left out. */
function makeOption({ value, label }: Option): SlackOption | null {
  const kept = value === '' ? EMPTY_CHOICE : value;
  if (label.length <= LONGEST_OPTION) return { text: plain(label), value: kept };
  const space = label.slice(0, LONGEST_OPTION + 1).lastIndexOf(' ');
  const [first, second] = [label.slice(0, space), label.slice(space + 1)];
  if (space <= 0 || second.length > LONGEST_OPTION) return null;
  return { text: plain(first), description: plain(second), value: kept };
}

function labelGroup(group: SlackOption[]): string {
  const initial = (option: SlackOption | undefined) =>
    option?.text.text.trim().charAt(0).toLocaleUpperCase('en-GB') ?? '';
  const [first, last] = [initial(group[0]), initial(group.at(-1))];
  return first === last ? first || '–' : `${first} – ${last}`;
}
