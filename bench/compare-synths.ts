import fs from 'node:fs';
import path from 'node:path';
import { type Comparison, compare } from './compare';
import { run } from './run';

/** What the synth of an app takes with our App and with that of cdk8s. */
export interface SynthComparison {
  /** The time of the synth itself. */
  readonly times: Comparison;

  /** The most memory that a process took, in MB. */
  readonly memory: { readonly ours: number; readonly theirs: number };
}

/**
 * Measures the synth of so many charts with our App and with that of cdk8s, each in a process of its own.
 * @param folder an empty folder for the output
 */
export function compareSynths(folder: string, charts: number, runs: number): SynthComparison {
  const memory = { ours: 0, theirs: 0 };
  const measure = (whose: 'ours' | 'theirs') => () => {
    const { milliseconds, megabytes } = synth(folder, whose, charts);
    memory[whose] = Math.max(memory[whose], megabytes);
    return milliseconds;
  };
  return { times: compare(runs, measure('ours'), measure('theirs')), memory };
}

/**
 * How many times as long our App takes for four times as many charts.
 * @param folder an empty folder for the output
 */
export function growthOfSynth(folder: string, charts: number, runs: number): number {
  const measure = (number: number) => () => synth(folder, 'ours', number).milliseconds;
  return compare(runs, measure(4 * charts), measure(charts)).ratio;
}

function synth(folder: string, whose: 'ours' | 'theirs', charts: number): { milliseconds: number; megabytes: number } {
  const outdir = path.join(folder, whose);
  fs.rmSync(outdir, { recursive: true, force: true });
  const script = ['--import', 'tsx', 'bench/synth-charts.ts', whose, String(charts), outdir];
  return JSON.parse(run(process.execPath, script));
}
