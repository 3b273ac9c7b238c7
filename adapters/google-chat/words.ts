/** Words that only Google Chat's own ways need; everything else is said in `cards/`. */
export const WORDS = {
  /** Opens a form from a message: a typed text cannot open a dialog. */
  openForm: 'Open the form',
  /** Stands above questions that are folded away. */
  foldedPart: 'Press “Show more” for these questions.',
  /** Above a card that is too large for one piece. */
  part: (number: number, of: number) => `Part ${number} of ${of}`,
  nextPart: 'Next part',
  previousPart: 'Part before',
  fullName: 'Type the person’s full name.',
  noAnswer: 'No answer',
  required: '(required)',
  /** Below the answer to somebody whose organisation no school here belongs to: what the profile must name. */
  workspace: (id: string) => `For whoever sets this app up: platform.workspace_id of this organisation is ${id}`,
} as const;
