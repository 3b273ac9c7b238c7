/** A long form with every kind of input, for looking at how the playground draws it. */
export function makeFormCard(action: 'execute' | 'submit', error?: string): Record<string, unknown> {
  const submit =
    action === 'execute'
      ? { type: 'Action.Execute', verb: 'send', title: 'Send report', style: 'positive', data: { form: 'report' } }
      : { type: 'Action.Submit', title: 'Send report', style: 'positive', data: { form: 'report' } };
  const choices = (...names: string[]): { title: string; value: string }[] =>
    names.map((title) => ({ title, value: title.toLowerCase().replaceAll(' ', '-') }));
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: 'Hilltop Primary', size: 'Small', isSubtle: true, spacing: 'None' },
      { type: 'TextBlock', text: 'Report a concern', size: 'Large', weight: 'Bolder', wrap: true, style: 'heading' },
      {
        type: 'Container',
        style: 'attention',
        items: [
          { type: 'TextBlock', text: 'Is a child in danger right now?', weight: 'Bolder', wrap: true },
          { type: 'TextBlock', text: 'Ring 999 first, then come back here.', wrap: true, spacing: 'None' },
        ],
      },
      {
        type: 'FactSet',
        facts: [
          { title: 'Goes to', value: 'The safeguarding team only' },
          { title: 'Read', value: 'School days, 8:00 to 17:00' },
        ],
      },
      ...(error ? [{ type: 'TextBlock', text: error, color: 'Attention', wrap: true, weight: 'Bolder' }] : []),
      {
        type: 'Input.Text',
        id: 'what',
        label: 'What happened?',
        isMultiline: true,
        isRequired: true,
        errorMessage: 'Please write what happened.',
        placeholder: 'In your own words',
        maxLength: 4000,
      },
      { type: 'Input.Text', id: 'who', label: 'Who is involved?', placeholder: 'Names and classes' },
      {
        type: 'Input.ChoiceSet',
        id: 'danger',
        label: 'How grave is it?',
        style: 'expanded',
        isRequired: true,
        errorMessage: 'Please choose one.',
        choices: choices('Immediate danger', 'Significant harm', 'Concern', 'Minor'),
      },
      {
        type: 'Input.ChoiceSet',
        id: 'kind',
        label: 'Kind of concern',
        style: 'compact',
        placeholder: 'Choose one',
        choices: choices('Cyberbullying', 'Grooming', 'Scam', 'Something else'),
      },
      {
        type: 'Input.ChoiceSet',
        id: 'colleague',
        label: 'Which colleague should know?',
        style: 'filtered',
        placeholder: 'Type a name',
        choices: choices('Tessa Teacher', 'Dora Lead', 'Henry Head', 'Gwen Guest'),
      },
      {
        type: 'ColumnSet',
        columns: [
          { type: 'Column', width: 'stretch', items: [{ type: 'Input.Date', id: 'day', label: 'Day' }] },
          { type: 'Column', width: 'stretch', items: [{ type: 'Input.Time', id: 'time', label: 'Time' }] },
        ],
      },
      { type: 'Input.Toggle', id: 'told', title: 'I have told a colleague in person', label: 'Told' },
    ],
    actions: [submit, { type: 'Action.Execute', verb: 'help', title: 'Whom to ring', associatedInputs: 'none' }].slice(
      0,
      action === 'execute' ? 2 : 1,
    ),
  };
}

/** A card that says one thing, with buttons. */
export function makeNoteCard(
  title: string,
  text: string,
  actions: Record<string, unknown>[] = [],
): Record<string, unknown> {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: title, size: 'Medium', weight: 'Bolder', wrap: true, style: 'heading' },
      { type: 'TextBlock', text, wrap: true },
    ],
    actions,
  };
}
