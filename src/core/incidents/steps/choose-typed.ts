import type { Choice } from '../../form-views.ts';

/**
 * Where a list of people is too long for a platform, the person types a name: it becomes the identifier when it fits exactly
 * one of those who can be chosen. Everything else stays as it is, for the rule to refuse.
 */
export function chooseTyped(
  values: Record<string, string>,
  choices: Record<string, readonly Choice[]>,
): Record<string, string> {
  const chosen = { ...values };
  for (const [field, options] of Object.entries(choices)) {
    const typed = plain(values[field] ?? '');
    if (typed === '' || options.some(({ value }) => value === values[field])) continue;
    // A label is a name, or a name with what the person does.
    const named = options.filter(({ label }) => plain(label) === typed || plain(label).startsWith(`${typed},`));
    if (named.length === 1 && named[0]) chosen[field] = named[0].value;
  }
  return chosen;
}

const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
