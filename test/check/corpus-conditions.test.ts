import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { measure } from '../../src/analysis/conditions/measurement';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { readManifests } from '../../src/manifest/read-manifests';
import type { MeasuredMetric } from '../../src/release/measured-metric';
import { measurementsOf } from '../../src/release/measurements';
import { sharedFolder, testWithShared } from '../shared-folder';

/** What the controller was shown, by the name that the recording has for it. */
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

/** Rows whose metric has no result that a condition could be asked of, with why. */
const NOT_MEASURED: Readonly<Record<string, string>> = {
  'webmetric missing of success-rate': 'the JSON path leads nowhere: an error of the provider',
  'webmetric missing of analysis-secret': 'the JSON path leads nowhere: an error of the provider',
};

testWithShared('corpus')('each metric of a published manifest comes to what the controller recorded', () => {
  const rows = recordings();
  expect(rows).toHaveLength(46);
  const left: string[] = [];
  for (const row of rows) {
    const name = `${row.metric} ${row.stub} of ${row.template}`;
    if (name in NOT_MEASURED) {
      left.push(name);
      expect({ name, phase: row.phase }).toEqual({ name, phase: 'Error' });
      continue;
    }
    const metric = metricOf(row);
    const { phase, message = '' } = measure(
      metric?.successCondition,
      metric?.failureCondition,
      ANSWERS[row.stub ?? ''],
      metric?.result,
    );
    const recorded = row.phase === 'Error' ? row.message : '';
    expect({ name, phase, message }).toEqual({ name, phase: row.phase, message: recorded });
  }
  expect(left.sort()).toEqual(Object.keys(NOT_MEASURED).sort());
});

function recordings(): Record<string, string>[] {
  const text = readFileSync(`${sharedFolder('corpus')}/CONDITIONS.tsv`, 'utf8');
  const [head = '', ...lines] = text.trim().split('\n');
  const columns = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [columns[at] ?? '', cell])));
}

function metricOf({ file = '', template, metric }: Record<string, string>): MeasuredMetric | undefined {
  const path = `${sharedFolder('corpus')}/${file}`;
  const set = new ManifestSet(readManifests(path, readFileSync(path, 'utf8')).objects);
  const found = measurementsOf(set).find(
    (one) => one.metric.template.metadata.name === template && one.metric.name === metric,
  );
  return found?.metric;
}
