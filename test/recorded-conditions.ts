import { readFileSync } from 'node:fs';
import { sharedFolder } from './shared-folder';

/** What the real controller made of an answer to a published metric. */
export interface RecordedMeasurement {
  /** The file, from the root of the corpus. */
  readonly file: string;

  /** The name of the template. */
  readonly template: string;

  /** The name of the metric. */
  readonly metric: string;

  /** The conditions of the metric; empty for none. */
  readonly successCondition: string;
  readonly failureCondition: string;

  /** What the answer is called. */
  readonly stub: string;

  /** The answer. */
  readonly result: unknown;

  /** What the controller called the measurement. */
  readonly phase: string;

  /** What it said about it. */
  readonly message: string;
}

/** The recordings of the corpus. */
export function recordedMeasurements(): RecordedMeasurement[] {
  const text = readFileSync(`${sharedFolder('corpus')}/CONDITIONS.tsv`, 'utf8');
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    return {
      file: cell('file'),
      template: cell('template'),
      metric: cell('metric'),
      successCondition: cell('successCondition'),
      failureCondition: cell('failureCondition'),
      stub: cell('stub'),
      result: ANSWERS[cell('stub')],
      phase: cell('phase'),
      message: cell('message'),
    };
  });
}

/** What the controller was shown, by the names that the recordings have for it. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  number: 0.97,
  vec: [0.97],
  zero: [0],
  empty: [],
  nan: [Number.NaN],
  two: [0.97, 0.5],
  true: true,
  string: 'x',
  missing: { other: 1 },
};
