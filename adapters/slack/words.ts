/** Below a field for a long text. */
export const MORE_ROOM_HINT = 'There is room for 3,000 characters here, and for more at the end of this form.';

/** Above the fields in which long texts go on. */
export const MORE_ROOM_TITLE = 'If you need more room (optional)';

/** Below the text field that stands for a list of people. */
export const TYPE_A_NAME_HINT = 'Type the person’s full name.';

/** The label of a field in which a long text goes on. */
export const writeContinuation = (label: string, number: number): string =>
  number === 2 ? `${label} (continued)` : `${label} (continued, ${number - 1})`;

/** The button of a message that stands for a form. */
export const OPEN_FORM_LABEL = 'Open the form';

/** Above the button, when the form did not open. */
export const FORM_NOT_OPENED = {
  title: 'The form did not open',
  text: 'Slack did not answer in time. Nothing was saved. Please press the button below.',
};

/** To somebody of an organisation that installed the app for all its workspaces at once. */
export const ORGANISATION_INSTALL =
  'e-safety does not work here: it was installed for a whole organisation at once. This was NOT saved. Please tell the safeguarding lead in person, and ask your IT manager to install it in this workspace alone. If somebody is in danger now, ring 999.';

/** The pages of an installation, title and text. */
export const INSTALL_PAGES = {
  done: {
    title: 'e-safety is installed',
    text: 'You can close this page. Next, load the school’s profile with this workspace’s id, which is',
  },
  cancelled: { title: 'e-safety was not installed', text: 'You chose not to allow it. Nothing was changed.' },
  expired: {
    title: 'e-safety was not installed',
    text: 'This link is not valid any more, or it was opened in another browser. Please start again.',
  },
  organisation: {
    title: 'e-safety was not installed',
    text: 'It was chosen for a whole organisation. Please install it in one workspace at a time, one for each school or trust.',
  },
  failed: {
    title: 'e-safety was not installed',
    text: 'Slack or the program’s database did not answer. Nothing was changed. Please try again in a few minutes.',
  },
} as const;
