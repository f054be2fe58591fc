/** Entries between what stands around them. */
export interface Block {
  /** What begins it. */
  readonly open: string;

  /** The entries. */
  readonly items: readonly string[];

  /** What ends it. */
  readonly close: string;
}

/** As much of some blocks as fits. */
export interface FittedBlocks {
  /** The text. */
  readonly text: string;

  /** How many entries are left out. */
  readonly left: number;
}

/** Blocks one after another in at most so many characters: whole entries only, and no block without one. */
export function fittedBlocks(blocks: readonly Block[], room: number): FittedBlocks {
  let text = '';
  let left = 0;
  for (const { open, items, close } of blocks) {
    const fitting: string[] = [];
    let length = text.length + open.length + close.length;
    for (const item of items) {
      length += item.length;
      // What comes after the first entry that is left out is less important, even if it is short.
      if (left > 0 || length > room) left += 1;
      else fitting.push(item);
    }
    if (fitting.length > 0) text += open + fitting.join('') + close;
  }
  return { text, left };
}
