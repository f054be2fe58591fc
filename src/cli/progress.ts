import type { Terminal } from './terminal';

/** A line on standard error that says what is being done, where somebody looks and it takes long. */
export class Progress {
  private readonly begin: number;
  private last = 0;
  private isShown = false;

  /** @param now tells the milliseconds since some moment */
  constructor(
    private readonly terminal: Pick<Terminal, 'isWatched' | 'writeError'>,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.begin = now();
  }

  /** Shows what is being done now, at most some ten times a second and not before a while. */
  show(text: string): void {
    const now = this.now();
    if (!this.terminal.isWatched || now - this.begin < QUIET_MILLIS || now - this.last < STEP_MILLIS) return;
    this.last = now;
    this.isShown = true;
    this.terminal.writeError(`\r${CLEAR_LINE}${text}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.isShown) this.terminal.writeError(`\r${CLEAR_LINE}`);
    this.isShown = false;
  }
}

const QUIET_MILLIS = 700;
const STEP_MILLIS = 100;
const CLEAR_LINE = '\u001b[K';
