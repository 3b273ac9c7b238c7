/**
 * What makes two deliveries the same report: sender, form and words. Somebody who was told "not saved" and changed the text
 * before sending again must not be answered with the receipt of the first text.
 */
export function submitKey(personId: string, formKey: string, values: Record<string, string>): string {
  const words = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([personId, formKey, words]);
}
