/** Something wrong with a document, at a place of its text. */
export interface Flaw {
  /** What is wrong: one sentence, lower case, no full stop. */
  readonly message: string;

  /**
   * What to do about it.
   * @default - the document has to be mended, which the message says enough about
   */
  readonly remedy?: string;

  /** Where it begins, in UTF-16 code units from the beginning of the document. */
  readonly start: number;

  /** Where it ends. */
  readonly end: number;
}
