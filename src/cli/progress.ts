import { endBy, onEndingSignal, signalsHeard } from './ending-signals';
import type { Terminal } from './terminal';

/** A line on standard error that says what is being done, where somebody looks and it takes long. */
export class Progress {
  private readonly begin: number;
  private last = 0;
  private ignoreSignals: (() => void) | undefined;

  /** @param now tells the milliseconds since some moment */
  constructor(
    private readonly terminal: Pick<Terminal, 'isWatched' | 'writeError'>,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.begin = now();
  }

  /** Whether something should be shown again: for most, asking costs less than waiting for an answer. */
  get isDue(): boolean {
    if (!this.terminal.isWatched) return false;
    const now = this.now();
    return now - this.begin >= QUIET_MILLIS && now - this.last >= STEP_MILLIS;
  }

  /**
   * Shows what is being done now, at most some ten times a second and not before a while.
   *
   * While the line is there, a signal takes it away before it ends the process. That is the next time that something is
   * shown, as nothing is heard while a file is read or a rule applied.
   */
  async show(text: string): Promise<void> {
    this.last = this.now();
    this.ignoreSignals ??= onEndingSignal((signal) => {
      this.clear();
      endBy(signal);
    });
    this.terminal.writeError(`\r${CLEAR_LINE}${text}`);
    await signalsHeard();
  }

  /** Takes the line away. */
  clear(): void {
    if (this.ignoreSignals === undefined) return;
    this.ignoreSignals();
    this.ignoreSignals = undefined;
    this.terminal.writeError(`\r${CLEAR_LINE}`);
  }
}

const QUIET_MILLIS = 700;
const STEP_MILLIS = 100;
const CLEAR_LINE = '\u001b[K';
