/** Makes identifiers; tests make them predictable. */
export interface Ids {
  uuid(): string;
  /** A reference of the random series for restricted cases, e.g. `ES-R-7K3Q`. */
  restrictedReference(): string;
  /** A random reference without a number for a case that is kept from somebody and says nothing of it, e.g. `ES-2026-K7Q3`. */
  unnumberedReference(year: number): string;
  /** The same key for the same text: a form opened by a delivery has the same key when it is delivered again. */
  keyOf(text: string): string;
}
