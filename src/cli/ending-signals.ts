/** Calls `act` with each signal to end, which does nothing else then; what comes back stops that. */
export function onEndingSignal(act: (signal: NodeJS.Signals) => void): () => void {
  for (const name of SIGNALS) process.on(name, act);
  return () => {
    for (const name of SIGNALS) process.off(name, act);
  };
}

/** Ends the process as a signal does that nobody listens to. */
export function endBy(signal: NodeJS.Signals): void {
  process.kill(process.pid, signal);
}

/** Waits until signals have been heard that came while something else was done. */
export async function signalsHeard(): Promise<void> {
  // Node hears of signals once in each turn of its loop, and this one may have done so already.
  await nextTurn();
  await nextTurn();
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function nextTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
