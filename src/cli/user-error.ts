/** A mistake of the user, told in a sentence or several; every other error is ours, and shows its stack. */
export class UserError extends Error {
  /** What is wrong: each lower case, with no full stop. */
  readonly sentences: readonly string[];

  constructor(...sentences: string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}
