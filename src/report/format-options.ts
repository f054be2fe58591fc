/** How a report is written; each format takes what means something to it. */
export interface FormatOptions {
  /**
   * The text of a file that was read, for the lines around a finding.
   * @default - places are only named
   */
  readonly textOf?: (file: string) => string | undefined;

  /**
   * Whether text is coloured, as a terminal shows it.
   * @default false
   */
  readonly color?: boolean;

  /**
   * How many columns text has to fit into, taken as 60 at least and 120 at most; longer words, such as paths, stay whole.
   * @default 100
   */
  readonly width?: number;

  /**
   * How many characters Markdown may have.
   * @default 65000, which a comment on GitHub can take
   */
  readonly limit?: number;
}
