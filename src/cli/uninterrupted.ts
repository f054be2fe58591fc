/** Does something that must not end half-way: a signal to end counts when it is done. */
export async function uninterrupted(work: () => void): Promise<void> {
  let signal: NodeJS.Signals | undefined;
  const note = (name: NodeJS.Signals): void => {
    signal = name;
  };
  for (const name of SIGNALS) process.on(name, note);
  try {
    work();
    // Node hears of signals once in each turn of its loop, and this one may have done so already.
    await nextTurn();
    await nextTurn();
  } finally {
    for (const name of SIGNALS) process.off(name, note);
  }
  if (signal !== undefined) process.kill(process.pid, signal);
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function nextTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
