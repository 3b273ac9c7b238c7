/** One component, as Discord's API takes it. */
export interface Component {
  type: number;
  [property: string]: unknown;
}

/** Discord's numbers for the components that are used. */
export const COMPONENT = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  section: 9,
  textDisplay: 10,
  mediaGallery: 12,
  container: 17,
  label: 18,
  radioGroup: 21,
} as const;

/** Discord's numbers for the looks of a button. */
export const BUTTON_STYLE = { primary: 1, default: 2, destructive: 4, link: 5 } as const;

/** What a message may be marked with. */
export const FLAG = {
  /** Links make no previews. */
  suppressEmbeds: 1 << 2,
  /** Only the person who acted sees it. */
  ephemeral: 1 << 6,
  componentsV2: 1 << 15,
} as const;

/** A message as it is sent: components alone, nobody is pinged, no link makes a preview. */
export interface MessageBody {
  flags: number;
  components: Component[];
  allowed_mentions: { parse: never[] };
}

/** Puts components in a message. */
export function makeBody(components: Component[]): MessageBody {
  return { flags: FLAG.componentsV2 | FLAG.suppressEmbeds, components, allowed_mentions: { parse: [] } };
}

/** Marks a message as one that only the person who acted sees. */
export const asEphemeral = (body: MessageBody): MessageBody => ({ ...body, flags: body.flags | FLAG.ephemeral });

/** A piece of text. */
export const makeText = (content: string): Component => ({ type: COMPONENT.textDisplay, content });
