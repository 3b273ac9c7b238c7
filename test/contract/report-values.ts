/** A complete report about a pupil, as the form sends it. */
export const REPORT: Record<string, string> = {
  adult: 'no',
  what: 'A pupil showed me a message that upset her.',
  category: 'conduct',
  who: 'Robin Invented, Year 4',
  date: '2026-11-10',
  time: '09:15',
  place: 'school',
  danger: 'no',
};

/** The report of somebody who must not be able to send one. */
export const ATTACK_VALUES: Record<string, string> = { ...REPORT, what: 'Gatecrashmark wrote this from outside.' };
