import { endBy, onEndingSignal, signalsHeard } from './ending-signals';

/** Does something that must not end half-way: a signal to end counts when it is done. */
export async function uninterrupted(work: () => void): Promise<void> {
  let signal: NodeJS.Signals | undefined;
  const stop = onEndingSignal((name) => {
    signal = name;
  });
  try {
    work();
    await signalsHeard();
  } finally {
    stop();
  }
  if (signal !== undefined) endBy(signal);
}
