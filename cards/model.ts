/**
 * The neutral card vocabulary: what a card or form says, with no platform in it.
 * Every adapter renders all of it and throws on what its platform cannot carry.
 */
export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'danger';

/** One piece of a card's body, top to bottom. Texts are plain text: adapters escape markup. */
export type Block =
  | { kind: 'text'; text: string; style?: 'body' | 'strong' | 'subtle' | 'heading' | 'quote' }
  | { kind: 'notice'; tone: Tone; title?: string; text: string }
  | { kind: 'facts'; items: Fact[] }
  | { kind: 'list'; items: string[]; ordered?: boolean }
  /** Lines that can each be acted on, such as cases of a list. */
  | { kind: 'entries'; items: Entry[] }
  /** Buttons in the body, for more than the foot of a card holds. */
  | { kind: 'buttons'; actions: Action[] }
  /** A picture the platform fetches from an address everybody can reach. `alt` says the same in words, in 1,000 characters at most. */
  | { kind: 'image'; url: string; alt: string }
  | { kind: 'section'; title: string; blocks: Block[] };

/** A label and what belongs to it. */
export interface Fact {
  label: string;
  value: string;
  /** An https or http address of the school's own that the value opens; never one that a concern is about. */
  url?: string;
}

/** One line of a list, with the one button that belongs to it. */
export interface Entry {
  title: string;
  text: string;
  action?: Action;
}

/** A button that acts on this program. */
export interface OwnAction {
  /** `press` acts at once; `open` opens a form (a dialog where the platform has dialogs). */
  kind: 'press' | 'open';
  /** A press name for `press`, a form name for `open`. */
  name: string;
  label: string;
  style?: 'primary' | 'destructive' | 'default';
  /** Comes back with the press; identifiers only, never a story. */
  data: Record<string, string>;
  /** True when the answer is a private view (a dialog on Teams) instead of a change to this card. */
  private?: boolean;
}

/** A button that opens a page in the browser. */
export interface LinkAction {
  kind: 'link';
  name: 'page';
  label: string;
  style?: 'primary' | 'default';
  url: string;
  /** A page in the browser sends nothing back. */
  data: Record<string, never>;
}

/** A button. */
export type Action = OwnAction | LinkAction;

/** A message to read. `summary` is the notification text: a reference and a task, never a story. */
export interface Card {
  kind: 'card';
  /** Stable name, for golden files. */
  name: string;
  title: string;
  summary: string;
  /** A line above the title, such as the school or "Demo". */
  overline?: string;
  blocks: Block[];
  actions: Action[];
}

/** One thing to choose. */
export interface Option {
  value: string;
  label: string;
}

interface FieldBase {
  id: string;
  label: string;
  hint?: string;
  required?: boolean;
  /** Shown beside the field when the last submit was refused. */
  error?: string;
  /** What to show in the field: a default, or what the person had typed. */
  value?: string;
}

/** One field of a form. Values travel as strings: an option's value, `YYYY-MM-DD`, `HH:MM`. */
export type Field = FieldBase &
  (
    | { kind: 'text'; maxLength: number }
    | { kind: 'longText'; maxLength: number }
    /** `list` shows every option at once; `menu` opens. */
    | { kind: 'choice'; options: Option[]; style: 'list' | 'menu' }
    /** A choice of people, searchable by typing. */
    | { kind: 'person'; options: Option[] }
    | { kind: 'date' }
    | { kind: 'time' }
  );

/** A titled group of fields. */
export interface FormPart {
  title?: string;
  hint?: string;
  fields: Field[];
}

/** A form to fill in. `data` (form key and ids) comes back with the submit. */
export interface Form {
  kind: 'form';
  name: string;
  title: string;
  summary: string;
  overline?: string;
  blocks: Block[];
  parts: FormPart[];
  /** Stands right above the button, where whoever has just pressed it is looking. */
  closing?: Block[];
  submitLabel: string;
  data: Record<string, string>;
}

/** Anything that can be shown. */
export type Showable = Card | Form;
