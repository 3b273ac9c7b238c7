import { z } from 'zod';

const metadata = z.object({
  /** The view's name, so that a page of the same one can take its place. */
  shows: z.string(),
  /** A form's own data: its key and identifiers. */
  data: z.record(z.string(), z.string()).optional(),
});

/** What a dialog carries unseen: identifiers, never a story. */
export type Metadata = z.infer<typeof metadata>;

/** Writes what a dialog carries. */
export const writeMetadata = (value: Metadata): string => JSON.stringify(value);

/** Reads what a dialog carried; null for a dialog that is not ours. */
export function readMetadata(text: string | null | undefined): Metadata | null {
  try {
    return metadata.safeParse(JSON.parse(text ?? '')).data ?? null;
  } catch {
    return null;
  }
}
